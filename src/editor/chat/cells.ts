/** A piece of an answer as a notebook has it. */
export interface CellText {
  readonly code: string;
  /** By VS Code's name; null: Markdown. */
  readonly language: string | null;
}

/** As models write them, and as VS Code knows them. */
const NAMES: Readonly<Record<string, string>> = { py: 'python', ipython: 'python', '': 'python', sh: 'shellscript', bash: 'shellscript', js: 'javascript', ts: 'typescript' };

/** An answer in Markdown cut into cells: its code blocks, and what stands between them. */
export function cellsOf(markdown: string): readonly CellText[] {
  const cells: CellText[] = [];
  let text: string[] = [];
  let block: { readonly fence: string; readonly language: string; readonly lines: string[] } | null = null;
  const endText = () => {
    const code = text.join('\n').trim();
    if (code) cells.push({ code, language: null });
    text = [];
  };
  for (const line of markdown.split('\n')) {
    const [, fence = '', info = ''] = /^(`{3,}|~{3,})\s*([\w+#.-]*)/.exec(line) ?? [];
    if (block) {
      if (fence.startsWith(block.fence) && info === '') {
        cells.push({ code: block.lines.join('\n'), language: NAMES[block.language] ?? block.language });
        block = null;
      } else block.lines.push(line);
    } else if (fence) {
      endText();
      block = { fence, language: info.toLowerCase(), lines: [] };
    } else text.push(line);
  }
  // A block that was never closed is code all the same.
  if (block) cells.push({ code: block.lines.join('\n'), language: NAMES[block.language] ?? block.language });
  endText();
  return cells;
}
