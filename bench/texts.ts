/** Answers of one growing block, by what it is. */
const KINDS = {
  code: (length: number) => `One block:\n\n\`\`\`ts\n${lines(length, codeLine)}\`\`\`\n`,
  table: (length: number) => `| a | b | c |\n|---|---|---|\n${lines(length, (k) => `| row ${k} | ${k * 7} | ${k}% |\n`)}`,
  list: (length: number) => lines(length, (k) => `- item ${k} with **bold** words\n`),
  prose: (length: number) => 'word '.repeat(length / 5),
  mixed: (length: number) => lines(length, section),
};

export type TextKind = keyof typeof KINDS;

export const isTextKind = (name: string): name is TextKind => name in KINDS;

/** A text of about so many characters. */
export const textOf = (kind: TextKind, length: number): string => KINDS[kind](length);

/** Code is left without its end: it is what grows. */
export const openTextOf = (kind: TextKind, length: number): string => textOf(kind, length).replace(/```\n$/, '');

const codeLine = (k: number) => `export function fn_${k}(a: number, b: string): boolean { return a > ${k} && b.length > 0; } // comment\n`;

/** As an answer has it: a heading, some prose, code, a table and a list. */
const section = (k: number) => `## Part ${k}

${'The delay is **doubled** with each attempt, up to `maximum`. '.repeat(6)}

\`\`\`ts
${Array.from({ length: 12 }, (_, line) => codeLine(12 * k + line)).join('')}\`\`\`

| a | b | c |
|---|---|---|
${Array.from({ length: 8 }, (_, row) => `| row ${row} | ${row * 7} | ${row}% |\n`).join('')}
${Array.from({ length: 8 }, (_, item) => `- item ${item} with **bold** words\n`).join('')}
`;

function lines(length: number, line: (index: number) => string): string {
  let text = '';
  for (let index = 0; text.length < length; index++) text += line(index);
  return text;
}
