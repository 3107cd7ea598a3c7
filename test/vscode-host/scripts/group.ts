import type { ChildProcess } from 'node:child_process';

/** Signals a detached child and all that it started: what a server or a test starts outlives it when it is killed alone. */
export function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  // Windows has no process groups.
  if (process.platform === 'win32' || !child.pid) child.kill(signal);
  else {
    try {
      process.kill(-child.pid, signal);
    } catch {
      // ESRCH: the whole group has gone already.
    }
  }
}
