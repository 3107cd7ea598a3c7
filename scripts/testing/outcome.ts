import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { OUT } from '../paths.ts';
import { runNode } from '../runNode.ts';
import { GREP } from './mocha.ts';
import { RESULTS, type TestEvent } from './recorder.ts';
import type { SkipRule } from './skips.ts';
import type { Suite } from './suites.ts';

export interface Outcome {
  readonly passed: number;
  /** What failed, with the reason where it isn't the test's own. */
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

export async function runCheck({ name, args, limit }: Suite): Promise<Outcome> {
  const { problem, text } = await runNode(args, { output: 'gathered', limit });
  console.log(`${problem ? '✗' : '✓'} ${name}`);
  if (!problem) return { passed: 1, failed: [], skipped: [] };
  console.log(text);
  return { passed: 0, failed: [`${name}: ${problem}`], skipped: [] };
}

/** Runs tests that record themselves; what was not recorded to the end, or without leave, is a failure. */
export async function runTests({ name, args, limit }: Suite, grep: string | undefined, maySkip: SkipRule): Promise<Outcome> {
  console.log(`\n${name}`);
  const file = path.join(OUT, 'results', `${name}.jsonl`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  const { problem } = await runNode(args, { env: { [RESULTS]: file, [GREP]: grep ?? '' }, output: 'shown', limit });
  return judge(name, problem, readEvents(file), grep !== undefined, maySkip);
}

/** What a suite's record amounts to. */
export function judge(name: string, problem: string | null, events: readonly TestEvent[], mayBeEmpty: boolean, maySkip: SkipRule): Outcome {
  const titles = (type: TestEvent['type']) => events.flatMap((event) => (event.type === type && event.type !== 'end' ? [`${name}: ${event.title}`] : []));
  const skipped = events.flatMap((event) => (event.type === 'skipped' ? [{ title: `${name}: ${event.title}`, refusal: maySkip(event.title) }] : []));
  const passed = titles('passed').length;
  const failed = [...titles('failed'), ...skipped.flatMap(({ title, refusal }) => (refusal ? [`${title} (skipped: ${refusal})`] : []))];
  if (!events.some(({ type }) => type === 'end')) failed.push(`${name}: the tests died (${problem ?? 'no end recorded'})`);
  else if (problem && failed.length === 0) failed.push(`${name}: ${problem}`);
  else if (!mayBeEmpty && events.length === 1) failed.push(`${name}: there is no test`);
  return { passed, failed, skipped: skipped.flatMap(({ title, refusal }) => (refusal ? [] : [title])) };
}

function readEvents(file: string): readonly TestEvent[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').trim().split('\n').filter(Boolean).map((line) => JSON.parse(line));
}
