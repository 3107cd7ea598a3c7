import { DEFAULT_ASSISTANT } from '../../src/core/assistants/default.ts';
import { openDataDirectory } from '../../src/core/data/dataDirectory.ts';
import { createChatCompletions } from '../../src/core/models/chatCompletions.ts';
import { createRuns } from '../../src/core/runs/runs.ts';
import { textPart, userMessage } from '../../src/core/types/item.ts';
import type { LiveThread, LiveThreadOptions } from '../ui/webview/support/liveThread.ts';
import { memoryLog } from './log.ts';
import { tempDir } from './temp.ts';

export async function createLiveThread({ baseUrl, silence, admit }: LiveThreadOptions): Promise<LiveThread> {
  const log = memoryLog();
  const dir = await tempDir();
  const data = await openDataDirectory(dir.path, log);
  const model = createChatCompletions({
    ...{ id: 'm', label: 'stand-in', baseUrl, model: 'stand-in', silence, log },
    apiKey: async () => undefined,
  });
  const runs = await createRuns({
    ...{ items: data.items, rows: data.runs, threads: data.threads, files: data.files, owner: data.owner, log },
    ...{ consents: { known: () => null, ask: async () => 'deny' }, model: () => model, tools: async () => [] },
    admit: (_, signal, { waitFor }) => admit(signal, waitFor),
  });
  const thread = await data.threads.create({ origin: 'chat', workspace: '', title: 'T' });
  return {
    id: thread.id,
    async start(question) {
      const input = question === null ? [] : [userMessage([textPart(question)])];
      await runs.start({ thread, assistant: DEFAULT_ASSISTANT, input });
    },
    stop: () => runs.cancel(thread.id),
    subscribe: (listener) => void runs.subscribe((_, event) => listener(event)),
    async close() {
      await runs.close();
      await data.close();
      await dir.remove();
    },
  };
}
