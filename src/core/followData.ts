import type { Containers } from './containers/containers.ts';
import type { DataDirectory } from './data/dataDirectory.ts';
import type { VectorStores } from './knowledge/stores/uploads/vectorStores.ts';
import type { Runs } from './runs/runs.ts';
import { isTrouble, type DataState } from './types/dataState.ts';
import type { Log } from './types/log.ts';

export interface FollowParts {
  readonly data: Pick<DataDirectory, 'subscribe' | 'giveUp'>;
  readonly runs: Pick<Runs, 'endAbandoned' | 'close'>;
  readonly containers: Pick<Containers, 'begin'>;
  readonly vectorStores: Pick<VectorStores, 'begin'>;
  readonly log: Log;
}

/** What those have left that are gone is brought to its end, and nothing is worked on that can't be kept. */
export function followData({ data, runs, containers, vectorStores, log }: FollowParts): void {
  async function follow(state: DataState): Promise<void> {
    if (state.kind === 'open') {
      await runs.endAbandoned();
      await containers.begin();
      await vectorStores.begin();
    } else if (isTrouble(state)) {
      await runs.close();
      // Whoever has the data ends them for good.
      await data.giveUp();
    }
  }
  data.subscribe((state) => {
    follow(state).catch((error: unknown) => log.error(`After its opening the data could not be brought in order: ${String(error)}`));
  });
}
