/** What VS Code takes for an icon: `$(sync)`, `$(sync~spin)`; not `$(git log)`. */
const ICON = /\$\((?=[\w-]+(?:~[a-z]+)?\))/gi;

/** A text as a label of VS Code's lists, which shows it as it is, whatever looks like an icon in it. */
export function plainLabel(text: string): string {
  return text.replaceAll(ICON, '\\$(');
}
