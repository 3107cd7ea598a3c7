import { createStubCheck } from '../appleStub.ts';
import { discoverPython, TIME_LIMIT_MS } from '../discoverPython.ts';
import type { Candidate } from './candidates.ts';
import { describe } from './describe.ts';
import { rememberDescriptions } from './memory.ts';
import type { Environment, Python } from './python.ts';

export interface Environments {
  /**
   * The Python to use: the configured one or the first good one.
   * @throws DocentError `python_missing`, `python_too_old`
   */
  choose(configured: string | null): Promise<Python>;
  /** All that work, as they are found; each once. */
  list(): AsyncIterable<Environment>;
}

/**
 * The Pythons of this machine.
 * @param scripts folder of docent_describe.py
 * @param file absolute path of what is remembered of them
 */
export function createEnvironments(candidates: () => AsyncIterable<Candidate> | Iterable<Candidate>, scripts: string, file: string): Environments {
  const ask = rememberDescriptions((command) => describe(command, scripts, TIME_LIMIT_MS), file);
  const mayStart = createStubCheck();
  return {
    choose: (configured) => discoverPython(configured, scripts, TIME_LIMIT_MS, mayStart, candidates, ask),
    async *list() {
      const seen = new Set<string>();
      for await (const { command, origin } of candidates()) {
        if (!(await mayStart(command))) continue;
        const described = await ask(command);
        if (described.kind !== 'python') continue;
        const { executable, version, libraries, prefixes } = described.python;
        // `python` and `python3` of one folder are one, and so are the two names of a system's folder for programs.
        const one = prefixes.join('\n');
        if (seen.has(one)) continue;
        seen.add(one);
        yield { origin, executable, version, libraries };
      }
    },
  };
}
