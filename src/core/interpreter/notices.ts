import type { Advice } from '../types/advice.ts';
import type { ErrorInfo } from '../types/errors.ts';
import type { Outcome } from './interpreter.ts';
import type { CellEnd } from './pythonProcess.ts';

/** Docent's own word at the end of a piece of code: what became of the variables. Null where all went as it should. */
export function afterEnd(outcome: Outcome, end: CellEnd, limitMs: number, advice: Advice): ErrorInfo | null {
  switch (outcome) {
    case 'ok':
    case 'exception':
      return null;
    case 'stopped':
      return info('stopped', 'Stopped. The variables are gone; the files in /mnt/data stay.');
    case 'timed_out': {
      const kept = end.kind === 'done' ? 'The variables are kept' : 'The code didn’t react, so that its variables are gone';
      return info('time_limit', `Stopped at the time limit of ${limitMs / 1000} seconds. ${kept}${raised(advice)}.`);
    }
    case 'crashed':
      if (end.kind === 'ended') return info('python_ended', `Python was ended, because ${end.why}. Its variables are gone; the next code starts with a fresh Python.`);
      return info('python_crashed', `Python crashed${how(end)}. Its variables are gone; the next code starts with a fresh Python.`);
  }
}

/** The same for an operation of Docent's own, which has no variables. */
export function afterOperation(outcome: Outcome, end: CellEnd, limitMs: number, advice: Advice): ErrorInfo | null {
  switch (outcome) {
    case 'ok':
    case 'exception':
      return null;
    case 'stopped':
      return info('stopped', 'Stopped.');
    case 'timed_out':
      return info('time_limit', `Stopped at the time limit of ${limitMs / 1000} seconds${raised(advice)}.`);
    case 'crashed':
      return end.kind === 'ended' ? info('python_ended', `Python was ended, because ${end.why}.`) : info('python_crashed', `Python crashed${how(end)}.`);
  }
}

/** For a process that ended while no code ran. @param why a clause, where we ended it */
export function endedBetween(why: string | null): ErrorInfo {
  if (why !== null) return info('python_gone', `Python was ended since the last code, because ${why}. Its variables are gone; this code starts with a fresh Python.`);
  return info('python_gone', 'Python had ended since the last code. Its variables are gone; this code starts with a fresh Python.');
}

export function wroteToChannel(): ErrorInfo {
  return info('channel_written', 'The code wrote to a descriptor that is Docent’s own (3); what it wrote there was dropped.');
}

/** A file of another disk was given while Python ran, and the sandbox lets it in only at its start. */
export function startedAnew(): ErrorInfo {
  return info('started_anew', 'Python was started anew, to read a large file of another disk where it lies. Its variables are gone; the files in /mnt/data stay.');
}

/** What code left running. */
export function endedWith(processes: number): ErrorInfo {
  const [what, were] = processes === 1 ? ['A process', 'was'] : [`${processes.toLocaleString('en')} processes`, 'were'];
  return info('left_running', `${what} that the code left running ${were} ended with it.`);
}

export function tooManyFiles(limit: number): ErrorInfo {
  return info('files_left_out', `The code left more than ${limit} files; the others stay in /mnt/data.`);
}

function raised({ timeLimit }: Advice): string {
  return timeLimit === null ? '' : `; ${timeLimit}`;
}

function info(code: string, message: string): ErrorInfo {
  return { code, message, action: null };
}

function how(end: CellEnd): string {
  if (end.kind !== 'exited') return '';
  return end.how === 'SIGKILL' ? ' (it was killed; probably the memory ran out)' : ` (${end.how})`;
}
