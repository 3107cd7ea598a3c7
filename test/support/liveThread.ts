import { createChatCompletions } from '../../src/core/models/chatCompletions/model.ts';
import { openRunsRoom } from '../core/runs/runsRoom.ts';
import type { LiveThread, LiveThreadOptions } from '../ui/webview/support/liveThread.ts';
import { memoryLog } from './log.ts';

export async function createLiveThread({ baseUrl, silence, admit }: LiveThreadOptions): Promise<LiveThread> {
  const room = await openRunsRoom();
  const { id } = room.thread;
  const server = { id: 'm', label: 'stand-in', baseUrl, model: 'stand-in', silence, log: memoryLog() };
  const model = createChatCompletions({ ...server, apiKey: async () => undefined });
  const { runs, ask } = await room.runsWith(model, [], { admit: (_, signal, { waitFor }) => admit(signal, waitFor) });
  return {
    id,
    start: (question) => void ask(question),
    stop: () => runs.cancel(id),
    subscribe: (listener) => void runs.subscribe((_, event) => listener(event)),
    async close() {
      await runs.close();
      await room.close();
    },
  };
}
