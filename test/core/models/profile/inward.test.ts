import assert from 'node:assert/strict';
import type { Model } from '../../../../src/core/models/model.ts';
import { errorInfo } from '../../../../src/core/types/errors.ts';
import { C, CALLED, K, STOP, T, type Event } from '../../../fixtures/providers/chunks.ts';
import { startByteServer, type ByteServer } from '../../../fixtures/providers/bytes.ts';
import { completionsAt, responsesAt } from '../adapters.ts';
import { ask, options, take, TOOLS } from '../turn.ts';

const FS = 'file_search';
const [A, B] = ['{"query":"a"}', '{"query":"b"}'];
const thinks = (...parts: readonly object[]) => C({ content: parts });
const R = (type: string, more: object): Event => ({ type: `response.${type}`, ...more });
const call = (id: string, args = '') => ({ type: 'function_call', id, call_id: `call_${id}`, name: FS, arguments: args });

/** What is read of an answer: thought, text, calls, how it ended. */
interface Read {
  readonly reasoning?: string;
  readonly text?: string;
  readonly calls?: readonly (readonly [name: string, args: string])[];
  /** The sentence where it failed. */
  readonly fails?: RegExp;
}

const A1 = { calls: [[FS, A]] } as const;
const A2 = { calls: [[FS, A], [FS, B]] } as const;

const CALLS: readonly (readonly [what: string, events: readonly Event[], read: Read])[] = [
  ['two calls without ids', [K(0, '', FS, A), K(0, '', FS, B)], A2],
  ['two calls of two tools without ids', [K(0, null, FS, A), K(0, null, 'code_interpreter', '{"code":"1"}')], { calls: [[FS, A], ['code_interpreter', '{"code":"1"}']] }],
  ['an id for each piece', [K(0, 'x1', FS, ''), K(0, 'x2', null, '{"query":'), K(0, 'x3', null, '"a"}')], A1],
  ['a name after the id', [K(0, 'x', null, ''), K(0, null, FS, null), K(0, null, null, A)], A1],
  ['arguments before the name', [K(0, 'x', null, '{"query":'), K(0, null, null, '"a"}'), K(0, null, FS, null)], A1],
  ['an object for arguments', [C({ tool_calls: [{ index: 0, id: 'x', function: { name: FS, arguments: { query: 'a' } } }] })], A1],
  ['one id for two calls', [C({ tool_calls: [{ index: 0, id: 'c', function: { name: FS, arguments: A } }, { index: 1, id: 'c', function: { name: FS, arguments: B } }] })], A2],
  ['the name again with each piece', [K(0, 'x', FS, '{"query":'), K(0, null, FS, '"a"}')], A1],
  ['two ids at one index', [K(0, 'a', FS, A), K(0, 'b', FS, B)], A2],
  ['two ids at one index, arguments after', [K(0, 'a', FS, ''), K(0, 'b', FS, ''), K(0, 'a', null, A), K(0, 'b', null, B)], A2],
  ['ids at the beginnings alone', [K(0, 'a', FS, ''), K(0, '', null, ''), K(0, 'b', FS, ''), K(0, 'a', null, A), K(0, 'b', null, B)], A2],
  ['pieces of two calls by turns', [K(0, 'a', FS, ''), K(1, 'b', FS, ''), K(0, null, null, '{"query":'), K(1, null, null, B), K(0, null, null, '"a"}')], A2],
  ['a name in pieces', [K(0, 'x', 'file_', ''), K(0, null, 'search', ''), K(0, null, null, A)], A1],
  ['a name that grows', [K(0, 'x', 'file_', ''), K(0, null, 'file_search', ''), K(0, null, null, A)], A1],
  ['an empty object before the arguments', [K(0, 'x', FS, '{}'), K(0, null, null, '{"query":'), K(0, null, null, '"a"}')], A1],
  ['an empty object alone', [K(0, 'x', FS, '{}')], { calls: [[FS, '{}']] }],
  ['the arguments again at the end', [K(0, 'x', FS, A), K(0, null, null, A)], A1],
  ['one tool without arguments, then another', [K(0, null, 'code_interpreter', ''), K(0, null, FS, A)], { calls: [['code_interpreter', ''], [FS, A]] }],
  ['the function of old', [C({ function_call: { name: FS, arguments: '{"query":' } }), C({ function_call: { arguments: '"a"}' } })], A1],
  ['no index', [C({ tool_calls: [{ id: 'a', function: { name: FS, arguments: '{"query":' } }] }), C({ tool_calls: [{ function: { arguments: '"a"}' } }] })], A1],
];

const SPOKEN: readonly (readonly [what: string, events: readonly Event[], read: Read])[] = [
  ['parts', [thinks({ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }), thinks({ type: 'text', text: 'Yes' })], { reasoning: 'hm', text: 'Yes' }],
  ['parts of unknown kinds', [thinks({ type: 'image_url', image_url: { url: 'x' } }, { type: 'text', text: 'Yes' }, null as never)], { text: 'Yes' }],
  ['one part for content', [C({ content: { type: 'text', text: 'Yes' } })], { text: 'Yes' }],
  ['a thought as an object', [C({ reasoning: { text: 'hm' } }), T('Yes')], { reasoning: 'hm', text: 'Yes' }],
  ['a thought in two fields', [C({ reasoning: 'hm', reasoning_details: [{ type: 'reasoning.text', text: 'hm' }] }), T('Yes')], { reasoning: 'hm', text: 'Yes' }],
  ['tags', [T('<think>\nhm'), T('</th'), T('ink>\nYes.')], { reasoning: 'hm', text: 'Yes.' }],
  ['tags with nothing in them', [T('<think>\n\n</think>\n\nYes.')], { text: 'Yes.' }],
  ['other tags', [T('[THINK]hm[/THINK]Yes.')], { reasoning: 'hm', text: 'Yes.' }],
  ['a tag that does not close', [T('<think>hm')], { reasoning: 'hm' }],
  ['a tag amid a text', [T('Use <think> in XML'), T(' and </think> after it.')], { text: 'Use <think> in XML and </think> after it.' }],
  ['a tag in code', [T('Close it by `</think>`\nso.')], { text: 'Close it by `</think>`\nso.' }],
  ['a tag in a block of code', [T('```\n</think>\n```\n')], { text: '```\n</think>\n```\n' }],
  ['less than', [T('1 < 2, <b>, <thin')], { text: '1 < 2, <b>, <thin' }],
];

const WRITTEN: readonly (readonly [what: string, text: string, read: Read])[] = [
  ['a block', `\`\`\`json\n{"name":"file_search","arguments":${A}}\n\`\`\``, A1],
  ['by itself', `{"name":"file_search","arguments":${A}}`, A1],
  ['after a line', `I will search.\n{"name":"file_search","arguments":${A}}`, { ...A1, text: 'I will search.\n' }],
  ['parameters', `\`\`\`json\n{"name":"file_search","parameters":${A}}\n\`\`\``, A1],
  ['an element', `<tool_call>\n{"name":"file_search","arguments":${A}}\n</tool_call>`, A1],
  ['two elements', `<tool_call>\n{"name":"file_search","arguments":${A}}\n</tool_call>\n<tool_call>\n{"name":"file_search","arguments":${B}}\n</tool_call>`, A2],
  ['arguments as a text', '```json\n{"name":"file_search","arguments":"{\\"query\\":\\"a\\"}"}\n```', A1],
  ['a tool', `\`\`\`json\n{"tool":"file_search","arguments":${A}}\n\`\`\``, A1],
  ['a raw line break', '```json\n{"name":"code_interpreter","arguments":{"code":"import csv\nprint(1)"}}\n```', { calls: [['code_interpreter', '{"code":"import csv\\nprint(1)"}']] }],
  ['a mark', `<|python_tag|>{"name":"file_search","parameters":${A}}`, A1],
  ['a mark amid a line', `I look.<|python_tag|>{"name":"file_search","parameters":${A}}`, { ...A1, text: 'I look.' }],
  ['a list after a mark', `[TOOL_CALLS][{"name":"file_search","arguments":${A}}]`, A1],
  ['a list of two', `[TOOL_CALLS][{"name":"file_search","arguments":${A}},{"name":"file_search","arguments":${B}}]`, A2],
  ['a name after a mark', `[TOOL_CALLS]file_search[ARGS]${A}`, A1],
  ['Python', '[file_search(query="a")]', A1],
  ['Python, two', "[file_search(query='a'), file_search('b')]", A2],
  ['Python after a mark', '<|python_tag|>file_search(query="a")', A1],
  ['Python in a block', '```tool_code\nfile_search(query="a")\n```', A1],
  ['elements for parameters', '<tool_call>\n<function=file_search>\n<parameter=query>\na\n</parameter>\n</function>\n</tool_call>', A1],
  ['a function element', `<function=file_search>${A}</function>`, A1],
  ['Python’s quotes', "{'name': 'file_search', 'arguments': {'query': 'a'}}", A1],
  ['a wrapper', `{"tool_calls":[{"type":"function","function":{"name":"file_search","arguments":${A}}}]}`, A1],
  ['several by themselves', `{"name":"file_search","arguments":${A}}\n{"name":"file_search","arguments":${B}}`, A2],
  ['a list in JSON', `[{"name":"file_search","arguments":${A}}, {"name":"file_search","arguments":${B}}]`, A2],
  ['a qualified name', `{"name":"functions.file_search","arguments":${A}}`, A1],
  ['an invented result', `\`\`\`json\n{"name":"file_search","arguments":${A}}\n\`\`\`\nResult of file_search:\n【1】 a.md`, A1],
  ['data', '{"name":"Alice","arguments":{}}', { text: '{"name":"Alice","arguments":{}}' }],
  ['other data', '{"a":[1,\n{"name":"x"}]}\nSo.', { text: '{"a":[1,\n{"name":"x"}]}\nSo.' }],
  ['no such tool', '```json\n{"name":"x","arguments":{}}\n```', { text: '```json\n{"name":"x","arguments":{}}\n```' }],
  ['an element in backquotes', `Write \`<tool_call>{"name":"file_search","arguments":${A}}</tool_call>\` then.`, { text: `Write \`<tool_call>{"name":"file_search","arguments":${A}}</tool_call>\` then.` }],
  ['a sentence about a call', `{"name":"file_search","arguments":${A}} is a call.`, { text: `{"name":"file_search","arguments":${A}} is a call.` }],
  ['arguments that are no object', '{"name":"file_search","arguments":[1]}', { text: '{"name":"file_search","arguments":[1]}' }],
  ['a call that is not whole', '{"name":"file_search","arguments":{"que', { text: '{"name":"file_search","arguments":{"que' }],
  ['lists', '[1] is one.\n[x](y)\n- [ ] z\n[file', { text: '[1] is one.\n[x](y)\n- [ ] z\n[file' }],
  ['code', '```ts\nconst a = {\n{"name":"file_search","arguments":{}}\n```\nSo.', { text: '```ts\nconst a = {\n{"name":"file_search","arguments":{}}\n```\nSo.' }],
];

suite('any server’s answer is read in one form', () => {
  let server: ByteServer;
  setup(async () => {
    server = await startByteServer();
  });
  teardown(() => server.close());

  async function read(model: Model, bytes: string, cuts: readonly number[], type?: string): Promise<Read> {
    server.answer(Buffer.from(bytes), cuts, type);
    const { reasoning, text, calls, error, reason } = await take(model, ask('x', { tools: TOOLS }));
    if (!error) assert.equal(reason, 'stop');
    assert.equal(new Set(calls.map(({ callId }) => callId)).size, calls.length, 'each call has an id of its own');
    return {
      ...(reasoning && { reasoning }),
      ...(text && { text }),
      ...(calls.length > 0 && { calls: calls.map(({ name, arguments: args }) => [name, args] as const) }),
      ...(error !== null && { fails: new RegExp(errorInfo(error).message) }),
    };
  }

  /** Whole, and cut in two at every place. */
  async function readsEverywhere(model: Model, bytes: string, expected: Read, every = 1): Promise<void> {
    assert.deepEqual(await read(model, bytes, []), expected);
    const { length } = Buffer.from(bytes);
    for (let at = 1; at < length; at += every) assert.deepEqual(await read(model, bytes, [at]), expected, `cut at ${at}`);
    assert.deepEqual(await read(model, bytes, Array.from({ length }, (_, at) => at)), expected, 'byte by byte');
  }

  const sse = (events: readonly Event[], end = 'data: [DONE]\n\n') => events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('') + end;
  const inPieces = (text: string) => [...text].map((char) => T(char));

  suite('calls in pieces', () => {
    for (const [what, events, expected] of CALLS) {
      test(what, () => readsEverywhere(completionsAt(server.url), sse([...events, CALLED]), expected, 7));
    }
  });

  suite('parts and thoughts', () => {
    for (const [what, events, expected] of SPOKEN) {
      test(what, () => readsEverywhere(completionsAt(server.url), sse([...events, STOP]), expected, 7));
    }
  });

  suite('calls written as text', () => {
    for (const [what, text, expected] of WRITTEN) {
      test(what, async () => {
        const model = completionsAt(server.url);
        assert.deepEqual(await read(model, sse([T(text), STOP]), []), expected);
        assert.deepEqual(await read(model, sse([...inPieces(text), STOP]), []), expected, 'letter by letter');
        for (let at = 1; at < text.length; at += 3) {
          assert.deepEqual(await read(model, sse([T(text.slice(0, at)), T(text.slice(at)), STOP]), []), expected, `cut at ${at}`);
        }
      });
    }

    test('are none in an answer for a program', async () => {
      const text = `{"name":"file_search","arguments":${A}}`;
      server.answer(Buffer.from(sse([T(text), STOP])), []);
      const request = ask('x', { tools: TOOLS, ...options({ responseFormat: { type: 'json_object' } }) });
      assert.equal((await take(completionsAt(server.url), request)).text, text);
    });
  });

  suite('ends', () => {
    const usage = { choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } };
    const whole = { object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: 'Yes' }, finish_reason: 'stop' }], usage: usage.usage };
    const ENDS: readonly (readonly [what: string, bytes: string, read: Read, type?: string])[] = [
      ['no reason, but a mark', sse([T('Yes, all of it.'), usage]), { text: 'Yes, all of it.' }],
      ['neither', sse([T('Yes')], ''), { text: 'Yes', fails: /ended too early/ }],
      ['a failure for a reason', sse([T('Ye'), C({}, 'error')]), { text: 'Ye', fails: /failed: it ended with “error”/ }],
      ['vLLM’s failure', sse([T('Ye'), { object: 'error', message: 'EngineCore died', code: 500 }]), { text: 'Ye', fails: /failed: EngineCore died/ }],
      ['a failure in a choice', sse([T('Ye'), { choices: [{ delta: {}, error: { code: 502, message: 'Upstream died' } }] }]), { text: 'Ye', fails: /failed: Upstream died/ }],
      ['FastAPI’s failure', sse([T('Ye'), { detail: 'Broken' }]), { text: 'Ye', fails: /failed: Broken/ }],
      ['one document', JSON.stringify(whole), { text: 'Yes' }, 'application/json'],
      ['one document over several lines', JSON.stringify(whole, null, 2), { text: 'Yes' }, 'application/json'],
      ['events as JSON', sse([T('Yes'), STOP]), { text: 'Yes' }, 'application/json'],
      ['events as lines of JSON', sse([T('Yes'), STOP]), { text: 'Yes' }, 'application/x-ndjson'],
      ['a document a line', [T('Y'), T('es'), STOP].map((event) => JSON.stringify(event)).join('\n'), { text: 'Yes' }, 'application/x-ndjson'],
      ['a message in place of a delta', sse([{ choices: [{ index: 0, message: { content: 'Yes' }, finish_reason: 'stop' }] }]), { text: 'Yes' }],
      ['the whole message again at the end', sse([T('Y'), T('es'), { choices: [{ index: 0, message: { content: 'Yes' }, finish_reason: 'stop' }] }]), { text: 'Yes' }],
      ['carriage returns and comments', `\uFEFF: hello\r\n\r\ndata:${JSON.stringify(T('Grüße 😀'))}\r\n\r\nevent: ping\r\ndata: {}\r\n\r\ndata: ${JSON.stringify(STOP)}\r\n\r\n`, { text: 'Grüße 😀' }],
    ];
    for (const [what, bytes, expected, type] of ENDS) {
      test(what, async () => {
        const model = completionsAt(server.url);
        const size = Buffer.byteLength(bytes);
        for (const cuts of [[], ...Array.from({ length: size }, (_, at) => [at])].filter((_, at) => at % 5 === 0)) {
          const { fails, ...seen } = await read(model, bytes, cuts, type);
          const { fails: failing, ...wanted } = expected;
          assert.deepEqual(seen, wanted);
          assert.match(fails?.source ?? 'completed', failing ?? /^completed$/);
        }
      });
    }

    test('what the whole of it took is counted', async () => {
      server.answer(Buffer.from(JSON.stringify(whole)), [], 'application/json');
      const { usage: counted } = await take(completionsAt(server.url), ask('x'));
      assert.deepEqual([counted?.inputTokens, counted?.outputTokens], [1, 2]);
    });
  });

  suite('by the Responses API', () => {
    const said = (events: readonly Event[]) => sse(events, '');
    const completed = R('completed', { response: {} });
    const message = { type: 'message', id: 'm', role: 'assistant', content: [{ type: 'output_text', text: 'Yes', annotations: [] }] };
    const added = (id: string, output_index = 0) => R('output_item.added', { output_index, item: call(id) });
    const delta = (item_id: string, text: string) => R('function_call_arguments.delta', { output_index: 0, item_id, delta: text });
    const done = (id: string, args: string) => R('output_item.done', { output_index: 0, item: call(id, args) });
    const ROWS: readonly (readonly [what: string, events: readonly Event[], read: Read])[] = [
      ['two calls at one index', [added('f0'), delta('f0', A), done('f0', A), added('f1'), delta('f1', B), done('f1', B), completed], A2],
      ['two calls at one index, by turns', [added('f0'), added('f1'), delta('f0', A), delta('f1', B), done('f0', A), done('f1', B), completed], A2],
      ['only the end', [R('created', {}), R('completed', { response: { output: [message] } })], { text: 'Yes' }],
      ['the end repeats all', [R('output_text.delta', { output_index: 0, content_index: 0, delta: 'Yes' }), R('completed', { response: { output: [message] } })], { text: 'Yes' }],
      ['a call at the end alone', [R('completed', { response: { output: [call('f0', A)] } })], A1],
      ['arguments only when they are done', [added('f0'), R('function_call_arguments.done', { output_index: 0, item_id: 'f0', arguments: A }), completed], A1],
      ['another id in each event', [added('f0'), delta('g', '{"query":'), delta('h', '"a"}'), R('output_item.done', { output_index: 0, item: { ...call('i', A), call_id: 'call_f0' } }), completed], A1],
      ['a thought between tags', [R('output_text.delta', { output_index: 0, content_index: 0, delta: '<think>hm</think>Yes' }), completed], { reasoning: 'hm', text: 'Yes' }],
      ['a call written as text', [R('output_text.delta', { output_index: 0, content_index: 0, delta: `<tool_call>{"name":"file_search","arguments":${A}}</tool_call>` }), completed], A1],
    ];
    for (const [what, events, expected] of ROWS) {
      test(what, () => readsEverywhere(responsesAt(server.url), said(events), expected, 11));
    }

    test('one document', async () => {
      const document = JSON.stringify({ object: 'response', status: 'completed', output: [message] });
      assert.deepEqual(await read(responsesAt(server.url), document, [], 'application/json'), { text: 'Yes' });
    });
  });
});
