import { t } from '@vscode/l10n';
import type { Advice } from '../types/advice.ts';
import type { ErrorInfo } from '../types/errors.ts';
import type { Outcome } from './interpreter.ts';
import type { CellEnd } from './pythonProcess.ts';
import { figure } from '../text/figure.ts';

/** Docent's own word at the end of a piece of code: what became of the variables. Null where all went as it should. */
export function afterEnd(outcome: Outcome, end: CellEnd, limitMs: number, advice: Advice): ErrorInfo | null {
  switch (outcome) {
    case 'ok':
    case 'exception':
      return null;
    case 'stopped':
      return info('stopped', t('Stopped. The variables are gone; the files in /mnt/data stay.'));
    case 'timed_out': {
      const kept = end.kind === 'done' ? t('The variables are kept.') : t('The code didn’t react, so that its variables are gone.');
      return info('time_limit', sentences(atTimeLimit(limitMs), kept, advice.timeLimit));
    }
    case 'crashed':
      return info(end.kind === 'ended' ? 'python_ended' : 'python_crashed', sentences(howEnded(end), t('Its variables are gone; the next code starts with a fresh Python.')));
  }
}

/** The same for an operation of Docent's own, which has no variables. */
export function afterOperation(outcome: Outcome, end: CellEnd, limitMs: number, advice: Advice): ErrorInfo | null {
  switch (outcome) {
    case 'ok':
    case 'exception':
      return null;
    case 'stopped':
      return info('stopped', t('Stopped.'));
    case 'timed_out':
      return info('time_limit', sentences(atTimeLimit(limitMs), advice.timeLimit));
    case 'crashed':
      return info(end.kind === 'ended' ? 'python_ended' : 'python_crashed', howEnded(end));
  }
}

/** For a process that ended while no code ran. @param why a clause, where we ended it */
export function endedBetween(why: string | null): ErrorInfo {
  if (why !== null) return info('python_gone', t('Python was ended since the last code: {0}. Its variables are gone; this code starts with a fresh Python.', why));
  return info('python_gone', t('Python had ended since the last code. Its variables are gone; this code starts with a fresh Python.'));
}

/** Code wrote to Docent's own descriptor. */
export function wroteToChannel(): ErrorInfo {
  return info('channel_written', t('The code wrote to a descriptor that is Docent’s own (3); what it wrote there was dropped.'));
}

/** A file of another disk was given while Python ran, and the sandbox lets it in only at its start. */
export function startedAnew(): ErrorInfo {
  return info('started_anew', t('Python was started anew, to read a large file of another disk where it lies. Its variables are gone; the files in /mnt/data stay.'));
}

/** What code left running. */
export function endedWith(processes: number): ErrorInfo {
  return info('left_running', processes === 1 ? t('A process that the code left running was ended with it.') : t('{0} processes that the code left running were ended with it.', figure(processes)));
}

/** Code left more files than are kept as results. @param limit how many are kept */
export function tooManyFiles(limit: number): ErrorInfo {
  return info('files_left_out', t('The code left more than {0} files; the others stay in /mnt/data.', limit));
}

function info(code: string, message: string): ErrorInfo {
  return { code, message, action: null };
}

function atTimeLimit(limitMs: number): string {
  return t('Stopped at the time limit of {0} seconds.', limitMs / 1000);
}

function sentences(...all: readonly (string | null)[]): string {
  return all.filter(Boolean).join(' ');
}

function howEnded(end: CellEnd): string {
  if (end.kind === 'ended') return t('Python was ended: {0}.', end.why);
  if (end.kind !== 'exited') return t('Python crashed.');
  return end.how === 'SIGKILL' ? t('Python crashed (it was killed; probably the memory ran out).') : t('Python crashed ({0}).', end.how);
}
