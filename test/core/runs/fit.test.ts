import assert from 'node:assert/strict';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import type { ModelRequest } from '../../../src/core/models/model.ts';
import { requestTokens } from '../../../src/core/runs/count.ts';
import { fit } from '../../../src/core/runs/fit.ts';
import { createCodeInterpreter } from '../../../src/core/tools/codeInterpreter.ts';
import { createFileSearch } from '../../../src/core/tools/fileSearch.ts';
import type { NumberedPassage } from '../../../src/core/types/citation.ts';
import { isCall, messageText, textPart, type FunctionCall, type Item, type ItemBody, type Message } from '../../../src/core/types/item.ts';
import { newItem } from '../../../src/core/types/newItem.ts';
import { DEFAULT_OPTIONS } from '../../../src/core/types/options.ts';
import { transcript } from '../../../src/core/models/transcript.ts';

const WORDS = 'alpha beta gamma delta epsilon ';
const place = { threadId: 't', runId: 'r', turn: 0 };
const item = <Body extends ItemBody>(body: Body, turn = 0): Item<Body> => newItem(body, { ...place, turn }, 'completed');
const says = (role: Message['role'], text: string) => item<Message>({ type: 'message', role, content: [textPart(text)] });

let calls = 0;
/** A call and its output of about `tokens` tokens. */
function called(tokens: number, turn = 0): Item[] {
  const callId = `call_${++calls}`;
  const call: FunctionCall = { type: 'function_call', name: 'look', callId, arguments: '{}', error: null };
  return [item(call, turn), item({ type: 'function_call_output', callId, output: WORDS.repeat(Math.ceil(tokens / 7)) }, turn)];
}

const exchange = (name: string, tokens: number): Item[] => [says('user', `${name}?`), ...called(tokens), says('assistant', `${name}!`)];

function request(...items: Item[]): ModelRequest {
  return { threadId: 't', assistantId: 'a', instructions: 'Be brief.', files: [], tools: [], options: DEFAULT_OPTIONS, items };
}

/** What was said, with whether each result is whole. */
const shape = ({ items }: ModelRequest) =>
  items.flatMap((each) => {
    if (each.type === 'message') return [messageText(each)];
    return each.type === 'function_call_output' ? [each.output.includes('left out …]') ? 'cut' : 'whole'] : [];
  });

suite('a request is made to fit', () => {
  test('and stays as it is where it does', () => {
    const whole = request(...exchange('a', 2_000), says('user', 'b?'));
    const { request: fitted, tokens, leftOut } = fit(whole, requestTokens(whole));
    assert.deepEqual(fitted, whole);
    assert.equal(tokens, requestTokens(whole));
    assert.deepEqual(leftOut, { messages: 0, results: 0 });
  });

  test('by shortening the oldest results first, and no more of them than has to be', () => {
    const whole = request(...exchange('a', 2_000), ...exchange('b', 2_000), ...exchange('c', 2_000), says('user', 'd?'));
    const { request: fitted, leftOut } = fit(whole, requestTokens(whole) - 1_000);
    assert.deepEqual(shape(fitted), ['a?', 'cut', 'a!', 'b?', 'whole', 'b!', 'c?', 'whole', 'c!', 'd?']);
    assert.deepEqual(leftOut, { messages: 0, results: 1 });
  });

  test('then by leaving out whole exchanges from the middle, never the newest question', () => {
    const names = ['a', 'b', 'c', 'd'];
    const whole = request(...names.flatMap((name) => exchange(name, 2_000)), says('user', 'e?'), ...called(1_000));
    const results = (room: number) => fit(whole, room);
    const { request: fitted, leftOut } = results(1_500);
    assert.deepEqual(shape(fitted), ['a?', 'cut', 'a!', 'd?', 'cut', 'd!', 'e?', 'whole']);
    assert.deepEqual(leftOut, { messages: 4, results: 2 }, 'what is left out is not shortened as well');
    assert.deepEqual(shape(results(1_100).request), ['e?', 'whole']);
    assert.deepEqual(shape(results(300).request), ['e?', 'cut']);
  });

  test('results of the newest question are shortened last, the newest of them at the very end', () => {
    const whole = request(...exchange('a', 500), says('user', 'b?'), ...called(2_000, 1), ...called(2_000, 2));
    assert.deepEqual(shape(fit(whole, 2_600).request), ['b?', 'cut', 'whole']);
    assert.deepEqual(shape(fit(whole, 0).request), ['b?', 'cut', 'cut']);
  });

  test('no call is ever without its output, nor an output without its call', () => {
    const whole = request(...Array.from({ length: 12 }, (_, index) => exchange(String(index), 700)).flat(), says('user', 'Now?'), ...called(900));
    for (let room = requestTokens(whole); room > 0; room -= 97) {
      const { items } = fit(whole, room).request;
      const made = items.flatMap((each) => (isCall(each) ? [each.callId] : []));
      const answered = items.flatMap((each) => (each.type === 'function_call_output' ? [each.callId] : []));
      assert.deepEqual(made, answered);
      assert.ok(items.some((each) => each.type === 'message' && messageText(each) === 'Now?'));
      assert.ok(transcript(items).every((entry) => entry.calls.every(({ output }) => output !== 'The call ended without a result.')));
    }
  });

  test('a shortened search can still be cited: numbers, places and the lines that matter stay', () => {
    const passage = (number: number): NumberedPassage => ({
      number,
      file: { id: `/w/${number}.md`, path: `${number}.md` },
      lines: { start: 1, end: 40 },
      focus: { start: 20, end: 20 },
      page: null,
      text: Array.from({ length: 40 }, (_, line) => `line ${line + 1} ${WORDS}`).join('\n'),
      hash: 'h',
      score: 1,
    });
    const search = item({
      type: 'file_search_call' as const,
      callId: 'c',
      arguments: '{"query": "x"}',
      error: null,
      queries: ['x'],
      results: [passage(1), passage(2)],
    });
    const whole = request(says('user', 'a?'), search, says('assistant', 'a!'), says('user', 'b?'));
    const entries = transcript(fit(whole, requestTokens(whole) - 100).request.items);
    const output = entries[1]?.calls[0]?.output ?? '';
    assert.match(output, /^【1】 1\.md:1-40\nline 1 alpha/);
    assert.match(output, /line 40 alpha[^\n]*\n\n【2】 2\.md:20-20\nline 20 alpha[^\n]*\n\nCite each/);
  });

  test('what code printed is cut to its ends', () => {
    const python = item({
      type: 'code_interpreter_call' as const,
      callId: 'c',
      arguments: '{"code": "x"}',
      error: null,
      code: 'x',
      outputs: [{ type: 'logs' as const, stream: 'stdout' as const, text: `begin ${WORDS.repeat(400)} end` }],
    });
    const whole = request(says('user', 'a?'), python, says('user', 'b?'));
    const outputAt = (room: number) => transcript(fit(whole, room).request.items)[1]?.calls[0]?.output ?? '';
    assert.match(outputAt(260), /^begin .+ end$/s);
    const lengths = [260, 600, 900, requestTokens(whole) - 100].map((room) => outputAt(room).length);
    assert.deepEqual(lengths, lengths.toSorted((a, b) => a - b));
    assert.equal(new Set(lengths).size, 4, 'it shrinks by degrees');
    assert.ok(lengths[0] && lengths[0] < 1_000);
  });

  test('what a model thought counts only where it gets its thoughts back', () => {
    const thought = item({ type: 'reasoning', text: WORDS.repeat(100) });
    const tokens = (thinking: Item) => requestTokens(request(says('user', 'a?'), thinking, says('user', 'b?')));
    assert.equal(tokens(thought), requestTokens(request(says('user', 'a?'), says('user', 'b?'))));
    assert.ok(tokens({ ...thought, provider: { from: 'openai/x' } }) > 500);
  });

  test('what was thought over earlier questions is left out first, and counts as no result', () => {
    const thought = { ...item({ type: 'reasoning', text: '' }), provider: { from: 'x', fields: { reasoning_content: WORDS.repeat(100) } } };
    const [first, ...rest] = exchange('a', 500);
    const whole = request(...(first ? [first] : []), thought, ...rest, says('user', 'b?'));
    const { request: fitted, leftOut } = fit(whole, requestTokens(whole) - 100);
    assert.deepEqual(fitted.items, whole.items.filter((each) => each !== thought));
    assert.deepEqual(leftOut, { messages: 0, results: 0 });
  });

  test('images count', () => {
    const image = says('user', 'Look');
    const source = { kind: 'url', url: 'https://example.com/a.png' } as const;
    const seen = { ...image, content: [...image.content, { type: 'image' as const, source, detail: 'auto' as const }] };
    assert.ok(requestTokens(request(seen)) > requestTokens(request(image)) + 1_000);
  });

  test('the instructions and the tools of Docent itself are under 1,000 tokens', () => {
    const never = () => {
      throw new Error('nothing is run here');
    };
    const tools = [createFileSearch({ storeOf: never, unread: never, building: never }), createCodeInterpreter({ probe: never, session: never, grid: never, choices: { all: never, remember: never }, lease: never, sessions: never, end: never, environments: never, follow: never, reset: never, close: never }, never)];
    const definitions = tools.map((tool) => tool.definition);
    const own = requestTokens({ ...request(), instructions: DEFAULT_ASSISTANT.instructions, tools: definitions });
    assert.ok(own < 1_000, `${own}`);
  });
});
