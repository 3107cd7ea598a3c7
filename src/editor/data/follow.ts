import type { KeptData } from '../../core/data/dataDirectory.ts';
import { isTrouble, type DataState } from '../../core/types/dataState.ts';
import type { Log } from '../../core/types/log.ts';

/** What a view does about the state of the data. */
export interface DataView {
  /** Says how it stands. */
  tell(state: DataState): void;
  /** Shows what it is there for; called whenever the data has been opened. */
  show(): Promise<void>;
}

/** Has a view show its content where there is data, and otherwise why there is none. */
export interface Following {
  /** The view can be spoken to from now on. */
  begin(): Promise<void>;
  dispose(): void;
}

export function followData(data: KeptData, view: DataView, log: Log): Following {
  const end = data.subscribe((state) => {
    view.tell(state);
    if (state.kind === 'open') view.show().catch((error: unknown) => log.error(`What was opened could not be shown: ${String(error)}`));
  });
  return {
    async begin() {
      view.tell(data.state);
      // While it is being opened the view waits for that.
      if (data.state.kind === 'open') await view.show();
    },
    dispose: end,
  };
}

/** Calls back whenever the data is open after trouble: what was asked meanwhile is asked again. @returns what ends that */
export function onceRecovered(data: KeptData, again: () => Promise<void>): () => void {
  let wasInTrouble = isTrouble(data.state);
  return data.subscribe((state) => {
    if (state.kind === 'open' && wasInTrouble) void again();
    if (state.kind !== 'opening') wasInTrouble = isTrouble(state);
  });
}

/** Resolves when the data is open: at once, or after whatever trouble there is. */
export function onceOpen(data: KeptData): Promise<void> {
  return new Promise((resolve) => {
    if (data.state.kind === 'open') return resolve();
    const end = data.subscribe((state) => {
      if (state.kind !== 'open') return;
      end();
      resolve();
    });
  });
}
