import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HAS_KIT, ROOT } from '../scripts/paths.ts';
import { runNode } from '../scripts/runNode.ts';
import { RUN_TESTS } from '../test/vscode-host/scripts/paths.ts';

export const about = 'activate() in the real extension host, its code’s loading included (Linux x64).';

/** The middle of so many starts of VS Code is stable to some milliseconds; each takes 5 s. */
const STARTS = 5;
const LIMIT_MS = 60_000;

export async function run({ folder }: { readonly folder: string }): Promise<Record<string, number>> {
  if (!HAS_KIT) throw new Error('The VS Code that this measures in is for Linux x64.');
  const temp = await mkdtemp(path.join(tmpdir(), 'docent-activation-'));
  const times = path.join(temp, 'times');
  const args = [RUN_TESTS, `--extensionDevelopmentPath=${ROOT}`, `--extensionTestsPath=${path.join(ROOT, 'bench', 'inHost', 'activate.ts')}`, folder];
  try {
    for (let start = 0; start < STARTS; start++) {
      const { problem, text } = await runNode(args, { env: { ACTIVATION_TIMES: times }, output: 'gathered', limit: LIMIT_MS });
      if (problem) throw new Error(`VS Code ${problem}\n${text}`);
    }
    const ms = (await readFile(times, 'utf8')).trim().split('\n').map(Number).sort((a, b) => a - b);
    return { activateP50Ms: ms[Math.floor(STARTS / 2)] ?? Number.NaN, activateMaxMs: ms.at(-1) ?? Number.NaN };
  } finally {
    await rm(temp, { recursive: true, force: true });
  }
}
