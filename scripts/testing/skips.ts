import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../paths.ts';

/** Why a test may not be skipped; null where it may. */
export type SkipRule = (title: string) => string | null;

/** One entry of test/skips.json: tests that need a tool which not every machine has. */
interface Skip {
  readonly needs: string;
  readonly reason: string;
  /** Succeeds where the tool is there, and then nothing may be skipped for it. */
  readonly probe: readonly [string, ...string[]];
  /** Where continuous integration may lack it, too: it installs all the others. */
  readonly ci?: 'may lack it';
  /** Titles of tests, or of the suites they are in. */
  readonly tests: readonly string[];
}

/** The list of test/skips.json; where all tools are installed on purpose, only what can't be had everywhere. */
export function skipRule(isCi: boolean): SkipRule {
  const list: readonly Skip[] = JSON.parse(readFileSync(path.join(ROOT, 'test', 'skips.json'), 'utf8'));
  return (title) => {
    const skips = list.filter(({ tests }) => tests.some((name) => title === name || title.startsWith(`${name} `)));
    if (skips.length === 0) return 'not in test/skips.json';
    if (isCi && skips.some(({ ci }) => ci === undefined)) return 'CI has what this needs';
    return skips.some(({ probe: [program, ...args] }) => spawnSync(program, args).status !== 0) ? null : `${skips.map(({ needs }) => needs).join(' and ')} is here`;
  };
}
