import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OUT } from '../paths.ts';
import { runNode, type NodeOptions } from '../runNode.ts';
import { GREP } from './mocha.ts';
import { parseEvents, RESULTS, type TestEvent } from './recorder.ts';
import type { SkipRule } from './skips.ts';
import type { Suite } from './suites.ts';

export interface Outcome {
  readonly name: string;
  readonly ms: number;
  /** How long each test file took. */
  readonly files: readonly Timed[];
  readonly passed: number;
  /** What failed, with the reason where it isn't the test's own. */
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
  /** What failed beside other tests and passed alone: it counts as passed, and somebody should look. */
  readonly unsteady: readonly string[];
}

export interface Timed {
  readonly file: string;
  readonly ms: number;
}

export async function runCheck({ name, args, limit }: Suite): Promise<Outcome> {
  const start = performance.now();
  const { problem, text } = await runNode(args, { output: 'gathered', limit });
  console.log(`${problem ? '✗' : '✓'} ${name}`);
  if (problem) console.log(text);
  return { name, ms: performance.now() - start, files: [], passed: problem ? 0 : 1, failed: problem ? [`${name}: ${problem}`] : [], skipped: [], unsteady: [] };
}

/** Runs tests that record themselves; what was not recorded to the end, or without leave, is a failure. */
export async function runTests({ name, args, env, limit }: Suite, output: NodeOptions['output'], grep: string | undefined, maySkip: SkipRule): Promise<Outcome> {
  if (output === 'shown') console.log(`\n${name}`);
  const start = performance.now();
  const file = path.join(OUT, 'results', `${name}.jsonl`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const { problem, text } = await runNode(args, { env: { ...env, [RESULTS]: file, [GREP]: grep ?? '' }, output, limit });
  if (output === 'gathered') console.log(`\n${name}\n${text}`);
  const ms = performance.now() - start;
  return judge({ name, ms, problem, events: readEvents(file), mayBeEmpty: grep !== undefined }, maySkip);
}

/** How a suite ended, and what it recorded. */
export interface Ending {
  readonly name: string;
  readonly ms: number;
  readonly problem: string | null;
  readonly events: readonly TestEvent[];
  readonly mayBeEmpty: boolean;
}

export function judge({ name, ms, problem, events, mayBeEmpty }: Ending, maySkip: SkipRule): Outcome {
  const titles = (type: Exclude<TestEvent['type'], 'timed' | 'end'>) => events.flatMap((event) => (event.type === type ? [event.title] : []));
  const skips = titles('skipped').map((title) => ({ title, refusal: maySkip(title) }));
  const refused = skips.flatMap(({ title, refusal }) => (refusal ? [`${title} (skipped: ${refusal})`] : []));
  const skipped = skips.flatMap(({ title, refusal }) => (refusal ? [] : [title]));
  const failed = [...titles('failed'), ...refused];
  if (!events.some(({ type }) => type === 'end')) failed.push(`the tests died (${problem ?? 'no end recorded'})`);
  else if (problem && failed.length === 0) failed.push(problem);
  else if (!mayBeEmpty && !events.some((event) => 'title' in event)) failed.push('there is no test');
  const named = (title: string) => `${name}: ${title}`;
  const files = events.flatMap((event) => (event.type === 'timed' ? [{ file: event.file, ms: event.ms }] : []));
  return { name, ms, files, passed: titles('passed').length, failed: failed.map(named), skipped: skipped.map(named), unsteady: titles('unsteady').map(named) };
}

function readEvents(file: string): readonly TestEvent[] {
  if (!existsSync(file)) return [];
  return parseEvents(readFileSync(file, 'utf8'));
}
