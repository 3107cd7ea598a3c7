import { existsSync, globSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, SAMPLE } from '../paths.ts';

export interface DemoOptions {
  readonly folder: string;
  readonly questions: readonly string[];
  /** A data file, relative to the folder or absolute. */
  readonly data: string | null;
  /** Python to select: all of the file, or these lines. */
  readonly code: { readonly file: string; readonly from: number; readonly to: number | null } | null;
  readonly theme: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** Where pictures and transcript go. */
  readonly output: string;
}

export const USAGE =
  'npm run demo -- [--folder DIR] [--ask QUESTION]… [--analyze FILE] [--select FILE[:FROM-TO]] [--theme NAME] [--width PIXELS] [--output DIR]';

const SAMPLE_QUESTIONS = ['What are the key phases of SDD?', 'How is the retry delay computed?'];
const SAMPLE_CODE = 'analysis/baking_plan.py:6-52';
/** Height to width, as of a laptop. */
const ASPECT = 10 / 16;

/**
 * On the sample workspace everything has a default; on another folder what is not asked for is left out.
 * @throws Error in a sentence, for an option or a path that is not there
 */
export function demoOptions(): DemoOptions {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      ask: { type: 'string', multiple: true },
      analyze: { type: 'string' },
      select: { type: 'string' },
      theme: { type: 'string', default: 'Dark Modern' },
      width: { type: 'string', default: '1440' },
      output: { type: 'string', default: path.join(ROOT, 'demo-output') },
    },
  });
  const folder = path.resolve(values.folder ?? SAMPLE);
  if (!existsSync(folder)) throw new Error(`There is no folder ${folder}.`);
  const output = path.resolve(values.output);
  if (output === folder) throw new Error('The output needs a folder of its own; name one with --output.');
  const isSample = folder === SAMPLE;
  const width = Number(values.width);
  return {
    folder,
    questions: values.ask ?? (isSample ? SAMPLE_QUESTIONS : []),
    data: existing(folder, values.analyze ?? (isSample ? 'data.csv' : null)),
    code: codePart(folder, values.select ?? (isSample ? SAMPLE_CODE : firstPython(folder))),
    theme: values.theme,
    viewport: { width, height: Math.round(width * ASPECT) },
    output,
  };
}

function codePart(folder: string, text: string | undefined): DemoOptions['code'] {
  if (!text) return null;
  const [, file = text, from, to] = /^(.*):(\d+)-(\d+)$/.exec(text) ?? [];
  existing(folder, file);
  return { file, from: Number(from ?? 1), to: to ? Number(to) : null };
}

function existing(folder: string, file: string | null): string | null {
  if (file !== null && !existsSync(path.resolve(folder, file))) throw new Error(`There is no file ${file} in ${folder}.`);
  return file;
}

function firstPython(folder: string): string | undefined {
  return globSync('**/*.py', { cwd: folder, exclude: ['**/node_modules/**', '**/.*/**'] }).sort()[0];
}
