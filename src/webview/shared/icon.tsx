/** An icon of VS Code's own font; it never stands for words that are not there too. */
export function Icon({ name }: { name: string }) {
  return <span class={`codicon codicon-${name}`} aria-hidden="true" />;
}
