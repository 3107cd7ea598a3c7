import { spawnSync } from 'node:child_process';

/** The file of this machine's Python, which no PATH is needed for. */
export function pythonFile(): string {
  return spawnSync('python3', ['-c', 'import sys; print(sys.executable, end="")'], { encoding: 'utf8' }).stdout;
}
