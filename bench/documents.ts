import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { words } from '../src/core/knowledge/index/words.ts';
import { walk } from '../src/core/knowledge/index/walk.ts';
import { kindOf } from '../src/core/knowledge/read/kinds.ts';
import { madeDocuments } from './documents/made.ts';

export const about = 'Reading documents, kind by kind: MB a second, and how many of their words, made ones and those of a folder (--folder DIR); beside pdftotext and the like.';

/** Programs of Debian that take text out of a kind of document; what is not installed is named and left out. */
const TOOLS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  pdf: ['pdftotext', 'FILE', '-'],
  docx: ['docx2txt', 'FILE', '-'],
  xlsx: ['xlsx2csv', '--all', 'FILE'],
  odt: ['odt2txt', 'FILE'],
  rtf: ['unrtf', '--text', 'FILE'],
  html: ['html2text', '-utf8', 'FILE'],
  ipynb: ['jupyter', 'nbconvert', '--to', 'markdown', '--stdout', 'FILE'],
};
/** The first time a reader is loaded; of the others the fastest counts. */
const ROUNDS = 4;

interface Sample {
  readonly kind: string;
  readonly file: string;
  /** Of made ones those that were written; null where only a tool can tell. */
  readonly words: readonly string[] | null;
}

/** Of each kind: how fast it is read, and the percentage of its words that were found, and of those that its tool finds. */
export async function run({ folder }: { readonly folder: string }): Promise<Record<string, number>> {
  const dir = mkdtempSync(join(tmpdir(), 'docent-bench-'));
  try {
    const made = madeDocuments().map(({ kind, bytes, words }): Sample => {
      const file = join(dir, `made.${kind}`);
      writeFileSync(file, bytes);
      return { kind, file, words };
    });
    const kinds = new Set(made.map(({ kind }) => kind));
    const there = [...walk({ path: folder, prefix: '' }, [])].map(({ path }): Sample => ({ kind: extname(path).slice(1).toLowerCase(), file: path, words: null }));
    const figures: Record<string, number> = {};
    for (const sample of [...made, ...there.filter(({ kind }) => kinds.has(kind))]) {
      const name = sample.words ? sample.kind : sample.file.slice(folder.length + 1);
      Object.assign(figures, await measure(name, sample));
    }
    return figures;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function measure(name: string, { kind, file, words: written }: Sample): Promise<Record<string, number>> {
  const bytes = readFileSync(file);
  let best = Infinity;
  let text = '';
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const sections = await kindOf(extname(file)).extract(bytes, () => false);
    if (round > 0) best = Math.min(best, performance.now() - began);
    text = sections.flatMap(({ lines }) => lines).join('\n');
  }
  const found = new Set(words(text));
  const share = (wanted: readonly string[]) => (100 * wanted.filter((word) => found.has(word)).length) / wanted.length;
  const figures: Record<string, number> = { [`${name} MBPerS`]: bytes.length / 1e3 / best };
  if (written) figures[`${name} wordsPercent`] = share(written);
  const [program = '', ...args] = TOOLS[kind] ?? [];
  if (program === '') return figures;
  const began = performance.now();
  const { error, status, stdout } = spawnSync(program, args.map((arg) => (arg === 'FILE' ? file : arg)), { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  if (error || status !== 0) {
    console.error(`${program} ${error ? 'is not installed' : 'failed'}: ${name} is not compared with it.`);
    return figures;
  }
  const theirs = [...new Set(words(stdout))];
  return { ...figures, [`${name} wordsOf ${program} percent`]: share(theirs), [`${name} ${program} MBPerS`]: bytes.length / 1e3 / (performance.now() - began) };
}
