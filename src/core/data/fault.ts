import type { TroubleKind } from '../types/dataState.ts';
import { DocentError } from '../types/errors.ts';

/** SQLite's result codes, of which the lower byte names the kind: https://sqlite.org/rescode.html */
const KINDS: Readonly<Record<number, TroubleKind>> = {
  3: 'unwritable', // PERM
  5: 'locked', // BUSY
  8: 'unwritable', // READONLY
  10: 'unwritable', // IOERR
  11: 'damaged', // CORRUPT
  13: 'full', // FULL
  14: 'unwritable', // CANTOPEN
  26: 'damaged', // NOTADB
};

/** What the system says of a folder that can't be made or written. */
const SYSTEM: Readonly<Record<string, TroubleKind>> = {
  EACCES: 'unwritable',
  EPERM: 'unwritable',
  EROFS: 'unwritable',
  ENOTDIR: 'unwritable',
  EEXIST: 'unwritable',
  EISDIR: 'unwritable',
  EIO: 'unwritable',
  ENOSPC: 'full',
  EDQUOT: 'full',
};

/** Why the data can't be used, as plain data, so that a thread can tell it. */
export interface Fault {
  readonly kind: TroubleKind;
  /** What the system or SQLite said, for the log; of `failed` it is all that is known. */
  readonly detail: string;
}

/** A fault on its way to whoever makes a state of it. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.detail);
    this.fault = fault;
  }
}

/** What is wrong with the data, by the error that SQLite or the system threw; `failed` where neither tells more. */
export function faultOf(error: unknown): Fault {
  if (error instanceof FaultError) return error.fault;
  const detail = error instanceof Error ? error.message : String(error);
  return { kind: kindOf(error), detail };
}

function kindOf(error: unknown): TroubleKind {
  if (!(error instanceof Error) || error instanceof DocentError) return 'failed';
  if ('errcode' in error && typeof error.errcode === 'number') return KINDS[error.errcode & 0xff] ?? 'failed';
  return ('code' in error && typeof error.code === 'string' && SYSTEM[error.code]) || 'failed';
}
