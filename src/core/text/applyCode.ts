/** What a line adds where it is the same in both, and takes where it is not: so a place is found whose lines stand close together. */
const SAME = 3;
const OTHER = -1;
/** So much of the code, at the least, stands in the place already: else it is no new form of what is there. */
const LEAST_SHARE = 0.3;
/** More pairs of lines than that are not compared: it would take longer than a tenth of a second. */
const MAX_PAIRS = 4_000_000;

/**
 * A text with code of an answer in the place of what it is a new form of, found by the lines that both share; or with a patch carried out.
 * @returns null where there is no such place
 */
export function withCode(text: string, code: string, language: string): string | null {
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const isPatch = (language === 'diff' || language === 'patch') && /^@@|^[-+]/m.test(code);
  const changed = isPatch ? patched(lines, code.split(/\r?\n/)) : replaced(lines, code.trimEnd().split(/\r?\n/));
  return changed && changed.join(lineBreak);
}

/** A line that says something; brackets alone stand everywhere. */
const says = (line: string) => /\w\W*\w\W*\w/.test(line);

interface Pair {
  readonly line: number;
  readonly codeLine: number;
}

function replaced(lines: readonly string[], code: readonly string[]): readonly string[] | null {
  const pairs = aligned(lines, code);
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (!first || !last || pairs.length < LEAST_SHARE * code.filter(says).length) return null;
  const from = extended(lines, code, first, -1);
  const to = extended(lines, code, last, 1) + 1;
  const indent = missingIndent(lines[first.line] ?? '', code[first.codeLine] ?? '');
  return [...lines.slice(0, from), ...code.map((line) => (line.trim() ? indent + line : line)), ...lines.slice(to)];
}

/** From the first or last line that both share on, outwards: the last line of the text that stands in the code, too, as it is or much like it. */
function extended(lines: readonly string[], code: readonly string[], { line, codeLine }: Pair, step: 1 | -1): number {
  let end = line;
  for (let [there, here] = [line + step, codeLine + step]; ; ) {
    const [old, now] = [lines[there], code[here]];
    if (old === undefined || now === undefined) return end;
    if (isAlike(old, now)) end = there;
    // A new line stands where the old ones go on.
    else if (says(now) && !says(old)) there -= step;
    else if (!says(now)) return end;
    there += step;
    here += step;
  }
}

function isAlike(a: string, b: string): boolean {
  if (a.trim() === b.trim()) return true;
  const [words, others] = [new Set(a.match(/\w+/g)), new Set(b.match(/\w+/g))];
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared > 0 && 2 * shared >= Math.max(words.size, others.size);
}

/** The lines that both share in the place where most of them stand close together, in order. */
function aligned(lines: readonly string[], code: readonly string[]): readonly Pair[] {
  const ids = new Map<string, number>();
  const sayings = (all: readonly string[]) =>
    all.flatMap((line, place) => {
      const text = line.trim();
      if (!says(text)) return [];
      const id = ids.get(text) ?? ids.size;
      ids.set(text, id);
      return [{ place, id }];
    });
  const [places, wanted] = [sayings(lines), sayings(code)];
  const width = wanted.length + 1;
  if (places.length * width > MAX_PAIRS) return [];
  const scores = new Int32Array((places.length + 1) * width);
  const at = (row: number, column: number) => scores[row * width + column] ?? 0;
  const columns = Int32Array.from(wanted, ({ id }) => id);
  let best = { score: 0, row: 0, column: 0 };
  for (const [row, { id }] of places.entries()) {
    let corner = 0;
    let left = 0;
    for (let column = 0, cell = row * width + 1; column < columns.length; column++, cell++) {
      const above = scores[cell] ?? 0;
      const score = Math.max(0, corner + (columns[column] === id ? SAME : OTHER), above + OTHER, left + OTHER);
      scores[cell + width] = score;
      if (score > best.score) best = { score, row: row + 1, column: column + 1 };
      corner = above;
      left = score;
    }
  }
  const pairs: Pair[] = [];
  for (let { row, column } = best; at(row, column) > 0; ) {
    const [line, codeLine] = [places[row - 1], wanted[column - 1]];
    const isSame = line?.id === codeLine?.id;
    if (at(row, column) === at(row - 1, column - 1) + (isSame ? SAME : OTHER)) {
      if (isSame && line && codeLine) pairs.push({ line: line.place, codeLine: codeLine.place });
      [row, column] = [row - 1, column - 1];
    } else if (at(row, column) === at(row - 1, column) + OTHER) row--;
    else column--;
  }
  return pairs.reverse();
}

/** By how much the code stands farther left than what it replaces. */
function missingIndent(line: string, code: string): string {
  const [there, here] = [/^\s*/.exec(line)?.[0] ?? '', /^\s*/.exec(code)?.[0] ?? ''];
  return there.startsWith(here) ? there.slice(here.length) : '';
}

/** With each hunk carried out where its old lines stand, whatever its numbers say; models can't count. Null where one stands nowhere. */
function patched(lines: readonly string[], patch: readonly string[]): readonly string[] | null {
  let result = lines;
  for (const hunk of hunksOf(patch)) {
    const before = hunk.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
    const after = hunk.filter((line) => !line.startsWith('-')).map((line) => line.slice(1));
    const at = result.findIndex((_, index) => before.every((line, offset) => result[index + offset]?.trimEnd() === line.trimEnd()));
    if (at < 0 || before.length === 0) return null;
    result = [...result.slice(0, at), ...after, ...result.slice(at + before.length)];
  }
  return result;
}

function hunksOf(patch: readonly string[]): readonly (readonly string[])[] {
  const hunks: string[][] = [[]];
  for (const line of patch) {
    if (/^(---|\+\+\+|diff|index) /.test(line)) continue;
    if (line.startsWith('@@')) hunks.push([]);
    else if (/^[-+ ]/.test(line)) hunks.at(-1)?.push(line);
  }
  return hunks.filter((hunk) => hunk.some((line) => /^[-+]/.test(line)));
}
