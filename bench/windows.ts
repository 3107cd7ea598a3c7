import path from 'node:path';
import { DEFAULT_ASSISTANT } from '../src/core/assistants/default.ts';
import type { Interpreter } from '../src/core/interpreter/interpreter.ts';
import { createKnowledge } from '../src/core/knowledge/knowledge.ts';
import { createContextWindow } from '../src/core/openai/contextWindow.ts';
import { fixedTokens, itemTokens, requestTokens } from '../src/core/runs/count.ts';
import { createCodeInterpreter } from '../src/core/tools/codeInterpreter.ts';
import { createFileSearch } from '../src/core/tools/fileSearch.ts';
import { createReadLines } from '../src/core/tools/readLines.ts';
import { openRunsRoom } from '../test/core/runs/runsRoom.ts';
import { WORKER } from '../test/core/knowledge/setup.ts';
import { listen } from '../test/fixtures/modelServer/listen.ts';
import { memoryLog } from '../test/support/log.ts';
import { calls, says, scriptedModel } from '../test/support/scriptedModel.ts';
import { tempDir } from '../test/support/temp.ts';

const WINDOWS = [4_096, 8_192, 32_768];
const QUESTIONS = [
  'How is a request made to fit into the window of a model?',
  'Where are citations found in an answer?',
  'How is a file read and cut into chunks?',
  'What happens when the user stops a run?',
  'Which errors are tried again?',
];
/** Of a window, what the answer is left. */
const ANSWER = 1 / 4;
/** A list of models that is slow, as those of gateways are. In milliseconds. */
const SLOW_MS = 300;
const TURNS = 5;

/**
 * Of a request after one search over Docent's own sources: the tokens of its parts, and which share of the room that is free for
 * results they fill, as the median of some questions. Then what asking for the window adds to a turn.
 */
export async function windows(): Promise<Record<string, number>> {
  const dir = await tempDir();
  const knowledge = createKnowledge({ dir: dir.path, worker: WORKER, log: memoryLog() });
  const store = knowledge.store('bench');
  await store.sync([{ path: path.resolve(import.meta.dirname, '..', 'src', 'core'), prefix: '' }], { exclude: [] });
  const tools = [createFileSearch({ storeOf: () => store, unread: async () => 0, building: () => null }), createReadLines(() => store), createCodeInterpreter({} as Interpreter, () => true)];
  const figures: Record<string, number> = {};
  for (const window of WINDOWS) {
    const all: Record<string, number>[] = [];
    for (const question of QUESTIONS) all.push(await parts(window, question, tools));
    const name = `${window / 1_024}k`;
    for (const part of Object.keys(all[0] ?? {})) figures[`${name}.${part}`] = median(all.map((each) => each[part] ?? 0));
  }
  await knowledge.close();
  await dir.remove();
  return { ...figures, ...(await probes()) };
}

async function parts(window: number, question: string, tools: Parameters<Awaited<ReturnType<typeof openRunsRoom>>['runsWith']>[1] = []) {
  const room = await openRunsRoom();
  const script = [calls({ callId: 'c', name: 'file_search', args: { query: question } }), says('Here.')];
  const model = { ...scriptedModel(...script), contextTokens: async () => window };
  const { runs, ask } = await room.runsWith(model, tools);
  await ask(question, { assistant: DEFAULT_ASSISTANT });
  await runs.close();
  await room.close();
  const [first, second] = model.requests;
  if (!first || !second) throw new Error('The model was not asked twice.');
  const [asked, search] = second.items;
  const whole = search?.type === 'file_search_call' ? (search.results ?? []).filter(({ text, lines }) => lines.end - lines.start + 1 === text.split('\n').length) : [];
  const free = window * (1 - ANSWER) - requestTokens(first);
  return {
    instructions: fixedTokens({ instructions: first.instructions, tools: [] }),
    tools: fixedTokens({ instructions: '', tools: first.tools }),
    question: asked ? itemTokens(asked) : 0,
    results: search ? itemTokens(search) : 0,
    passagesWithWholeLines: whole.length,
    filledShare: (requestTokens(second) - requestTokens(first)) / free,
  };
}

/** Turns with a server that tells the window late, and one that never answers what it doesn't know. */
async function probes(): Promise<Record<string, number>> {
  const figures: Record<string, number> = {};
  for (const [name, hangs] of [['slowList', false], ['hanging', true]] as const) {
    let asked = 0;
    const server = await listen((request, response) => {
      asked++;
      if (request.url === '/v1/models') return void setTimeout(() => response.end('{"data": [{"id": "m", "context_length": 8192}]}'), SLOW_MS);
      if (!hangs) response.writeHead(404).end();
    }, 0);
    const window = createContextWindow('m');
    const times: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const start = performance.now();
      await window.tokens(new URL(`${server.origin}/v1`), null, new AbortController().signal);
      times.push(performance.now() - start);
    }
    figures[`probe.${name}.firstMs`] = times[0] ?? 0;
    figures[`probe.${name}.laterMs`] = median(times.slice(1));
    figures[`probe.${name}.requests`] = asked;
    await server.close();
  }
  return figures;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
