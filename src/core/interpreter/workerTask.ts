import type { ShippedOperation } from '../types/shipped.ts';
import type { GridAsk } from './grid/ask.ts';
import type { TableChoices } from '../types/tableChoice.ts';

/** What a worker can be asked to do: code, or one of the operations that docent_operations.py has. */
export type WorkerTask =
  | { readonly op: 'run'; readonly code: string }
  /** Tells what the session's variables are. */
  | { readonly op: 'variables' }
  /** Writes one of them into a file of the work folder that is not there yet. */
  | { readonly op: 'save'; readonly name: string; readonly file: string }
  /** The same of a frame that was shown, by the name that its table came with. */
  | { readonly op: 'frame'; readonly key: string; readonly file: string }
  /** `file` is a name in the work folder. */
  | { readonly op: 'profile'; readonly file: string; readonly remembered: TableChoices }
  /** Answers a question by a table, as far as it can. */
  | { readonly op: 'ask'; readonly file: string; readonly question: string; readonly remembered: TableChoices }
  /** Asks for something of a table that is, or is to be, open: docent_grid. */
  | (GridAsk & { readonly op: 'grid' })
  /** Makes matplotlib's list of fonts, in the home. */
  | { readonly op: 'fonts' }
  | ProbeTask;

/** @see docent_probe.py */
export interface ProbeTask {
  readonly op: 'probe';
  /** What must not be seen. */
  readonly home: string;
  /** A port of the host's that listens. */
  readonly port: number;
  /** The places that may be written to: the work folder, then those that must be the sandbox's own. */
  readonly private: readonly string[];
  /** The large folders that are let in to be read, which only counts where they can't be written to. */
  readonly read_only: readonly string[];
  /** The file systems that the host has, as `major:minor`. */
  readonly host_devices: readonly string[];
}

/** An operation of Docent's own, as a worker is asked for it. @param remembered what was corrected of tables of a shape */
export function taskOf(operation: ShippedOperation, remembered: TableChoices): WorkerTask {
  switch (operation.operation) {
    case 'profile':
      return { op: 'profile', file: operation.file, remembered };
    case 'ask':
      return { op: 'ask', file: operation.file, question: operation.question, remembered };
  }
}
