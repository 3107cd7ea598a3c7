import type { Outcome } from './interpreter.ts';
import type { CellEnd, CellEvent, PythonProcess } from './pythonProcess.ts';
import type { WorkerTask } from './workerTask.ts';

export interface Limits {
  readonly limitMs: number;
  readonly stopped: AbortSignal;
}

/** A step in C code ends before an interrupt is noticed; it gets this long, because afterwards the variables are lost. */
const GRACE_MS = 3_000;

/** Has a worker do one thing. It is interrupted at the time limit, and killed where it doesn't react or is stopped. */
export async function executeWithin(
  worker: PythonProcess,
  task: WorkerTask,
  { limitMs, stopped }: Limits,
  onEvent: (event: CellEvent) => void,
): Promise<{ readonly outcome: Outcome; readonly end: CellEnd }> {
  let isOver = false;
  let grace: NodeJS.Timeout | undefined;
  const kill = () => void worker.kill();
  const limit = setTimeout(() => {
    isOver = true;
    worker.interrupt();
    grace = setTimeout(kill, GRACE_MS);
  }, limitMs);
  stopped.addEventListener('abort', kill, { once: true });
  const end = await worker.execute(task, onEvent);
  clearTimeout(limit);
  clearTimeout(grace);
  stopped.removeEventListener('abort', kill);
  if (stopped.aborted) await worker.kill(); // Also where the code was done at that moment.
  return { outcome: outcomeOf(end, stopped.aborted, isOver), end };
}

function outcomeOf(end: CellEnd, isStopped: boolean, isOver: boolean): Outcome {
  if (isStopped) return 'stopped';
  if (end.kind === 'ended') return 'crashed';
  if (end.kind === 'exited') return isOver ? 'timed_out' : 'crashed';
  return end.status === 'interrupted' ? 'timed_out' : end.status;
}
