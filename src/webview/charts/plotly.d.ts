declare module 'plotly.js-cartesian-dist-min' {
  export function react(box: HTMLElement, data: readonly object[], layout: object, config: object): Promise<HTMLElement>;
  export function purge(box: HTMLElement): void;
  export function toImage(box: HTMLElement, options: { readonly format: 'svg'; readonly width: number; readonly height: number }): Promise<string>;
  export const Plots: { resize(box: HTMLElement): Promise<void> };
}
