/** What a view that is only coming into sight is told as soon as it hears. */
export interface WhenReady<T> {
  want(value: T): void;
  /** The view hears by now. */
  deliver(): void;
}

/** @param tell says it to the view; false where it can't hear it yet */
export function whenReady<T>(tell: (value: T) => boolean): WhenReady<T> {
  let wanted: { readonly value: T } | null = null;
  return {
    want: (value) => void (wanted = { value }),
    deliver() {
      if (wanted && tell(wanted.value)) wanted = null;
    },
  };
}
