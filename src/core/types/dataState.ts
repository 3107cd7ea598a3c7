import { DocentError, type Action } from './errors.ts';

/** How it stands with what Docent keeps. Views and commands are there in each of these states. */
export type DataState = { readonly kind: 'opening' } | { readonly kind: 'open' } | DataTrouble | { readonly kind: 'closed' };

/** Why what is kept can't be used. */
export type TroubleKind =
  | 'damaged'
  /** A newer version wrote it before this one looked. */
  | 'tooNew'
  /** A newer version has changed it while this one was at work. */
  | 'movedOn'
  /** Another process has put another file, or none, in its place. */
  | 'replaced'
  | 'unwritable'
  /** Another user of this machine owns it. */
  | 'foreign'
  | 'locked'
  | 'full'
  /** None of these. */
  | 'failed';

export interface DataTrouble {
  readonly kind: TroubleKind;
  /** One sentence for the user. */
  readonly message: string;
  /** The first is the best. */
  readonly waysOut: readonly Action[];
  /** When the copy was made that can be restored, in milliseconds since 1970; null: there is none. */
  readonly copiedAt: number | null;
}

/** What whoever asks for the data is told meanwhile. */
export class DataUnavailable extends DocentError {
  readonly trouble: DataTrouble;

  constructor(trouble: DataTrouble, cause?: unknown) {
    super(CODES[trouble.kind], trouble.message, trouble.waysOut[0] ?? null, cause);
    this.trouble = trouble;
  }
}

const CODES: Readonly<Record<TroubleKind, string>> = {
  damaged: 'data_damaged',
  tooNew: 'data_too_new',
  movedOn: 'data_moved_on',
  replaced: 'data_replaced',
  unwritable: 'data_unwritable',
  foreign: 'data_foreign',
  locked: 'data_locked',
  full: 'disk_full',
  failed: 'data_unavailable',
};

export function isTrouble(state: DataState): state is DataTrouble {
  return 'waysOut' in state;
}
