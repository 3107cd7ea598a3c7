import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import type { Model } from '../../../src/core/models/model.ts';
import type { RunsParts } from '../../../src/core/runs/parts.ts';
import { createRuns, type StartRun } from '../../../src/core/runs/runs.ts';
import type { Front } from '../../../src/core/runs/front.ts';
import type { Tool } from '../../../src/core/tools/tool.ts';
import type { RunEvent } from '../../../src/core/types/events.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import { isActive, type Run } from '../../../src/core/types/run.ts';
import { testFront } from '../../support/front.ts';
import { memoryLog } from '../../support/log.ts';
import { tempDir } from '../../support/temp.ts';
import { openData } from '../../support/data.ts';

export type RunsRoom = Awaited<ReturnType<typeof openRunsRoom>>;

const fail = () => {
  throw new Error('These runs have no tool.');
};

/** A data directory with one thread, and runs over it that can be made anew, as after a restart. */
export async function openRunsRoom() {
  const dir = await tempDir();
  const data = await openData(dir.path);
  const thread = await data.threads.create({ origin: 'chat', workspace: '/w', title: 'T' });
  const events: RunEvent[] = [];

  async function runsWith(model: Model, tools: readonly Tool[] = [], more: Partial<Omit<RunsParts, 'front'>> = {}, asked: Partial<Front> = {}) {
    const front = testFront({ model: () => model, ...asked });
    const runs = createRuns({
      items: data.items,
      rows: data.runs,
      threads: data.threads,
      files: data.files,
      owner: data.owner,
      log: memoryLog(),
      admit: async () => {},
      prepare: async () => {},
      mayAsk: async () => {},
      front: () => front,
      tools: async () => tools,
      python: () => tools[0] ?? fail(),
      surroundings: () => null,
      givenFiles: async () => [],
      ...more,
    });
    await runs.endAbandoned();
    runs.subscribe((_, event) => events.push(event));

    /** Resolves with the run as soon as it has ended or waits for its caller, and all of it is on disk. */
    const settles = () =>
      new Promise<Run>((resolve) => {
        const unsubscribe = runs.subscribe((_, event) => {
          if (event.type !== 'run' || (isActive(event.run.status) && event.run.status !== 'requires_action')) return;
          unsubscribe();
          resolve(event.run);
        });
      });

    return {
      runs,
      settles,
      /** @param question null to try again */
      async ask(question: string | null, how: Partial<StartRun> = {}): Promise<Run> {
        const settled = settles();
        const input = question === null ? [] : [userMessage([textPart(question)])];
        await runs.start({ thread, assistant: DEFAULT_ASSISTANT, input, ...how });
        return settled;
      },
    };
  }

  return {
    data,
    thread,
    events,
    runsWith,
    async close() {
      await data.close();
      await dir.remove();
    },
  };
}
