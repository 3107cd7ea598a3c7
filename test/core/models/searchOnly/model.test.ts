import assert from 'node:assert/strict';
import markdownIt from 'markdown-it';
import type { ModelEvent } from '../../../../src/core/models/model.ts';
import { EDITOR_ADVICE } from '../../../../src/editor/advice.ts';
import { createSearchOnly } from '../../../../src/core/models/searchOnly/model.ts';
import { citationStream } from '../../../../src/core/runs/citations.ts';
import type { NumberedPassage } from '../../../../src/core/types/citation.ts';
import type { ErrorInfo } from '../../../../src/core/types/errors.ts';
import { dataAttachment, textPart, type ContentPart, type Item, type ItemBody } from '../../../../src/core/types/item.ts';
import { DEFAULT_OPTIONS } from '../../../../src/core/types/options.ts';
import type { Output } from '../../../../src/core/types/output.ts';

const TOOLS = ['file_search', 'code_interpreter'].map((name) => ({ name, description: '', parameters: {}, strict: null }));
const PLACE = { threadId: 'thread', assistantId: 'assistant', instructions: '', files: [], options: DEFAULT_OPTIONS };
const model = createSearchOnly(EDITOR_ADVICE);

function item(body: ItemBody): Item {
  return { id: 'item', threadId: 'thread', runId: 'run', turn: 0, createdAt: 0, endedAt: 0, status: 'completed', metadata: {}, provider: null, ...body };
}

const user = (...content: ContentPart[]) => item({ type: 'message', role: 'user', content });
const ask = (text: string) => user(textPart(text));
const attach = (...names: string[]) =>
  user(textPart('Analyze this.'), ...names.map((name): ContentPart => ({ type: 'file', file: dataAttachment({ name, path: `/w/${name}`, bytes: 1 }) })));
const select = (path: string, language: string, text: string, message = 'Analyze this code.') =>
  user(textPart(message), { type: 'selection', path, language, lines: { start: 10, end: 20 }, text });
const searched = (results: readonly NumberedPassage[] | null, error: ErrorInfo | null) =>
  item({ type: 'file_search_call', callId: 'c', arguments: '{}', error, queries: [], results });
const found = (...results: NumberedPassage[]) => searched(results, null);
const ran = (outputs: readonly Output[], error: ErrorInfo | null = null) =>
  item({ type: 'code_interpreter_call', callId: 'c', arguments: '{}', error, code: '', outputs });
const stdout = (text: string): Output => ({ type: 'logs', stream: 'stdout', text });

function passage(number: number, path: string, text: string, at: Partial<NumberedPassage> = {}): NumberedPassage {
  const lines = { start: 1, end: text.split('\n').length };
  return { number, file: { id: `/w/${path}`, path }, lines, focus: lines, page: null, text, hash: 'h', score: 10, ...at };
}

async function events(items: readonly Item[], tools = TOOLS): Promise<readonly ModelEvent[]> {
  const request = { ...PLACE, items, tools };
  const all: ModelEvent[] = [];
  for await (const event of model.respond(request, new AbortController().signal)) all.push(event);
  assert.deepEqual(all.at(-1), { type: 'end', reason: 'stop' });
  return all.slice(0, -1);
}

async function says(...items: readonly Item[]): Promise<string> {
  return (await events(items)).map((event) => (event.type === 'text' ? event.delta : assert.fail(event.type))).join('');
}

/** The calls of a turn that makes nothing but calls, as `tool arguments`. */
async function calls(...items: readonly Item[]): Promise<readonly string[]> {
  const names = new Map<string, string>();
  for (const event of await events(items)) {
    if (event.type === 'call') names.set(event.callId, event.name);
    else if (event.type === 'arguments') names.set(event.callId, `${names.get(event.callId)} ${event.delta}`);
    else assert.fail(event.type);
  }
  return [...names.values()];
}

suite('search only: questions', () => {
  test('it says what it is', () => {
    assert.equal(model.label, 'Search only');
    assert.equal(model.isLanguageModel, false);
    assert.deepEqual(model.destination, { kind: 'local' });
  });

  test('a question is searched for', async () => {
    assert.deepEqual(await calls(ask('Where are the rates?')), ['file_search {"query":"Where are the rates?"}']);
  });

  test('the best passages are quoted, each in the form of its file and with its citation', async () => {
    const markdown = passage(1, 'docs/guide.md', '## Rates\n\nA rate is **fixed** per day.', { lines: { start: 7, end: 9 }, focus: { start: 7, end: 9 } });
    const code = passage(2, 'src/rates.ts', '  if (old) {\n    return 1;\n  }', { focus: { start: 2, end: 2 } });
    const pdf = passage(3, 'paper.pdf', '* Rates [sic] rise', { page: 4 });
    assert.equal(
      await says(ask('Where are the rates?'), found(markdown, code, pdf)),
      `**\`docs/guide.md:7-9\`** 【1】

> **Rates**
>
> A rate is **fixed** per day.

**\`src/rates.ts:2\`** 【2】

\`\`\`ts
  return 1;
}
\`\`\`

**\`paper.pdf\`, page 4** 【3】

> \\* Rates \\[sic\\] rise

No language model is set, so these are the passages that fit best, not a written answer. [Set up a model](docent:configureModel)`,
    );
  });

  test('the answer streams passage by passage', async () => {
    const answer = await events([ask('rates?'), found(passage(1, 'a.ts', 'one'), passage(2, 'b.ts', 'two'))]);
    assert.equal(answer.length, 3);
  });

  test('quoted text neither breaks out of its quote nor becomes a citation or a link', async () => {
    const text = await says(
      ask('fences?'),
      found(
        passage(1, 'a.ts', 'const fence = "```";\n```\n# Out 【2】'),
        passage(2, 'b.md', 'Before 【9】\n```js\nopen [go](docent:act) <b>'),
        passage(3, 'c.md', '`Map<string>` [go](docent:act) <img src=x>\n\\`[go](docent:act)\\`\n[ref]: http://x\nTitle\n---'),
        passage(4, 'd.txt', '# no heading\n- no list\n1. nor this <b> [a](http://x) 【1】'),
      ),
    );
    const html = markdownIt({ html: true }).render(text);
    const outside = html.replace(/<pre>[\s\S]*?<\/pre>|<blockquote>[\s\S]*?<\/blockquote>/g, '');
    assert.deepEqual([...html.matchAll(/<(pre|blockquote)>/g)].map(([, tag]) => tag), ['pre', 'pre', 'blockquote', 'blockquote']);
    for (const word of ['Out', 'open', 'Title', 'heading', 'nor this']) assert(!outside.includes(word), word);
    assert.deepEqual([...html.matchAll(/href="(.*?)"/g)].map(([, href]) => href), ['docent:configureModel']);
    assert.doesNotMatch(html, /<(img|b|h\d|ul|ol|li)\b/);
    assert.match(html, /<code>Map&lt;string&gt;<\/code>/);
    assert.match(html, /\n1\. nor this/);

    const cited = citationStream([1, 2, 3, 4, 9].map((number) => passage(number, 'x', 'x')));
    const numbers = cited.push(text).flatMap((piece) => (piece.type === 'annotation' ? [piece.annotation.citation.number] : []));
    assert.deepEqual(numbers, [1, 2, 3, 4]);
  });

  test('nothing is quoted twice, and what fits far worse is left out after the second', async () => {
    const answer = await says(
      ask('rates'),
      found(
        passage(1, 'a.ts', 'one\ntwo\nthree', { focus: { start: 1, end: 2 } }),
        passage(2, 'a.ts', 'one\ntwo\nthree', { focus: { start: 2, end: 3 } }),
        passage(3, 'copy/a.ts', 'one\ntwo'),
        passage(4, 'b.ts', 'four', { score: 1 }),
        passage(5, 'c.ts', 'five', { score: 1 }),
        passage(6, 'd.ts', 'six', { score: 1 }),
      ),
    );
    assert.deepEqual(answer.match(/【\d】/g), ['【1】', '【4】']);
  });

  test('long quotations are cut after a word, and minified lines at their length', async () => {
    const answer = await says(ask('x'), found(passage(1, 'a.md', 'lorem ipsum '.repeat(200)), passage(2, 'a.min.js', 'x'.repeat(5_000))));
    assert.match(answer, /(lorem|ipsum) …\n/);
    assert.match(answer, /\nx{160}…\n/);
    assert(answer.length < 1_300);
  });

  test('a heading is quoted with what follows it, and a sentence that goes on says so', async () => {
    const text = 'before that\nthe Phases\n\nPhases follow each other, and each of them\nhas an end.';
    const answer = await says(ask('x'), found(passage(1, 'a.txt', text.repeat(3), { focus: { start: 2, end: 2 } })));
    assert.match(answer, /\n> … the Phases\n>\n> Phases follow each other, and each of them\n> has an end\./);
    const wide = passage(2, 'b.txt', `${'word '.repeat(40)}and\nso on.`, { focus: { start: 1, end: 1 } });
    assert.match(await says(ask('x'), found(wide)), / and …\n/);
  });

  test('rows of a table are listed, since their head may be missing', async () => {
    const answer = await says(ask('x'), found(passage(1, 'a.md', '| a | `b` |\n| --- | :-: |\n| c | d |')));
    assert.match(answer, /\n> - a · `b`\n> - c · d\n/);
  });

  test('without a hit it says so and names the ways out', async () => {
    assert.equal(
      await says(ask('xyzzy'), found()),
      'Nothing in the index fits these words: try other words, or, if files are missing, [Index the workspace](docent:indexWorkspace). ' +
        'No language model is set. [Set up a model](docent:configureModel)',
    );
  });

  test('a search that missed files says so, with a hit and without', async () => {
    const note = '2 files are still being read; what they say may be missing here.';
    assert.equal(await says(ask('xyzzy'), { ...found(), note } as Item), `Nothing in the index fits these words so far. ${note}`);
    const text = await says(ask('lucky number'), { ...found(passage(1, 'guide.md', 'The lucky number is 17.')), note } as Item);
    assert.match(text, /【1】[^]*The lucky number is 17\.\n\n2 files are still being read; what they say may be missing here\.\n\nNo language model/);
  });

  test('a search that failed is said to have failed; why, its step says', async () => {
    const error = { code: 'index_empty', message: 'No files are indexed yet: index the workspace first.', action: 'indexWorkspace' } as const;
    assert.equal(await says(ask('x y'), searched(null, error)), 'Nothing could be searched.');
  });

  test('greetings and empty questions are not searched for', async () => {
    for (const text of ['Hello!', 'hi there', 'Thanks.', '', ' ?! ']) {
      assert.match(await says(ask(text)), /^Hello! Ask about the files .*\n\nNo language model is set.*\(docent:configureModel\)$/);
    }
    assert.equal((await calls(ask('hello world example'))).length, 1);
  });

  test('only the newest question counts', async () => {
    const before = [ask('old'), found(passage(1, 'a.ts', 'one')), item({ type: 'message', role: 'assistant', content: [textPart('Old.')] })];
    assert.deepEqual(await calls(...before, ask('new one')), ['file_search {"query":"new one"}']);
  });

  test('a tool that is not there is named', async () => {
    const [event] = await events([ask('rates?')], []);
    assert.deepEqual(event, { type: 'text', delta: 'This assistant may not use the tool file_search, so there is nothing that search only can do.' });
  });

  test('stop ends the answer', async () => {
    const stop = new AbortController();
    const request = { ...PLACE, items: [ask('x'), found(passage(1, 'a.ts', 'one'))], tools: TOOLS };
    const answer = model.respond(request, stop.signal)[Symbol.asyncIterator]();
    await answer.next();
    stop.abort();
    await assert.rejects(answer.next(), { name: 'AbortError' });
  });
});

suite('search only: data', () => {
  const PROFILE = '{"operation":"profile","file":"orders.csv"}';

  test('each table is profiled, all in one turn', async () => {
    assert.deepEqual(await calls(attach('orders.csv')), [`code_interpreter ${PROFILE}`]);
    assert.equal((await calls(attach('a.csv', 'b.TSV', 'c.jsonl'))).length, 3);
  });

  test('the answer is what the profile printed', async () => {
    const findings = '**`orders.csv` has 3 rows** 【1】\n\n- one\n';
    assert.equal(
      await says(attach('orders.csv'), ran([stdout(findings.slice(0, 9)), { type: 'logs', stream: 'stderr', text: 'noise' }, stdout(findings.slice(9))])),
      '**`orders.csv` has 3 rows** 【\u20601】\n\n- one\n\n' +
        'No language model is set, so this is a fixed profile of the data. [Set up a model](docent:configureModel) to ask about it.',
    );
  });

  test('what went wrong is told, and the other table all the same', async () => {
    const error = { code: 'python_missing', message: 'No Python was found.', action: null };
    const stopped: Output = { type: 'notice', notice: { code: 'time_limit', message: 'Stopped at the time limit of 60 seconds.', action: null } };
    const answer = await says(attach('a.csv', 'b.csv', 'c.csv', 'd.png'), ran([], error), ran([stdout('B')]), ran([stdout('C'), stopped]));
    assert.equal(
      answer,
      `\`a.csv\` could not be profiled. No Python was found.

B

C

Stopped at the time limit of 60 seconds.

Without a language model only tables can be analyzed (CSV, TSV, JSON, JSON lines); left aside: \`d.png\`.

No language model is set, so this is a fixed profile of the data. [Set up a model](docent:configureModel) to ask about it.`,
    );
  });

  test('another kind of file is answered with what can be done', async () => {
    assert.equal(
      await says(attach('photo.png')),
      'Without a language model only tables can be analyzed (CSV, TSV, JSON, JSON lines); left aside: `photo.png`.\n\n[Set up a model](docent:configureModel)',
    );
  });
});

suite('search only: further questions about a table', () => {
  const table: Output = { type: 'table', title: 'Total', columns: ['region', 'amount'], rows: [['North', 3]], totalRows: 1 };
  const said = (text: string) => item({ type: 'message', role: 'assistant', content: [textPart(text)] });
  const above = [attach('sales.csv'), ran([stdout('- **4 rows**')]), said('4 rows')];
  const asksTable = (question: string) => [`code_interpreter ${JSON.stringify({ operation: 'ask', file: 'sales.csv', question })}`];

  test('are asked of it, and answered with what it says', async () => {
    assert.deepEqual(await calls(...above, ask('top 3 regions')), asksTable('top 3 regions'));
    assert.equal(await says(...above, ask('top 3 regions'), ran([stdout('**Top 3**: `North` (3)\n'), table])), '**Top 3**: `North` (3)');
  });

  test('that it can’t answer are told to be so, with the way to a model, and are no search in a thread about it', async () => {
    const cannot = ran([stdout('What is asked by “why” takes a language model.\n')]);
    assert.match(await says(...above, ask('why is that so?'), cannot), /^What is asked by “why” takes a language model\.\n\n.*Set up a model/i);
  });

  test('in a thread about something else are searched for, unless they ask a table, and where the table has no answer', async () => {
    const chat = [ask('where are retries?'), found(passage(1, 'a.md', 'Retries.')), said('There.'), ...above];
    assert.deepEqual(await calls(...chat, ask('what is the total?')), asksTable('what is the total?'));
    assert.deepEqual(await calls(...chat, ask('where is the retry logic?')), ['file_search {"query":"where is the retry logic?"}']);
    const question = ask('how many retries are there?');
    assert.deepEqual(await calls(...chat, question, ran([stdout('Nothing in this table is called “retries”.')])), ['file_search {"query":"how many retries are there?"}']);
    assert.match(await says(...chat, question, ran([stdout('Nothing.')]), found(passage(1, 'a.md', 'Five retries.'))), /Five retries/);
  });

  test('are asked of all tables of the newest question, and those that know nothing are silent', async () => {
    const both = [attach('a.csv', 'b.csv'), ran([stdout('x')]), said('x'), ask('total amount')];
    assert.equal((await calls(...both)).length, 2);
    assert.equal(await says(...both, ran([stdout('Nothing in this table is called “amount”.')]), ran([stdout('**Total: 3**'), table])), '`b.csv`: **Total: 3**');
  });

  test('greetings and selected code stay what they are', async () => {
    assert.match(await says(...above, ask('thanks!')), /^Hello!/);
    assert.deepEqual(await calls(...above, select('a.py', 'python', 'x = 1')), ['code_interpreter {"code":"x = 1"}']);
  });
});

suite('search only: selected code', () => {
  const code = 'total = 0\nprint(total)';
  const END = 'No language model is set, so the code was run, not explained. [Set up a model](docent:configureModel)';

  test('Python is run as it is', async () => {
    assert.deepEqual(await calls(select('a.py', 'python', code)), [`code_interpreter ${JSON.stringify({ code })}`]);
  });

  const outcomes: [string, Output[], string][] = [
    ['a short print and a value', [stdout('hi\n'), { type: 'text', text: '42' }], 'The selected code ran. It printed `hi`. Its value is `42`.'],
    ['long output, not repeated', [stdout('line\n'.repeat(1_200))], 'The selected code ran. It printed 1,200 lines.'],
    [
      'an exception',
      [stdout('a\nb\n'), { type: 'exception', name: 'ValueError', message: 'no `x`\nmore', traceback: '…' }],
      'The selected code ran. It printed 2 lines. It stopped with `` ValueError: no `x` ``.',
    ],
    [
      'a file that does not lie where code runs',
      [{ type: 'exception', name: 'FileNotFoundError', message: "No such file: 'data/a.csv'", traceback: '…' }],
      "The selected code ran. It stopped with `FileNotFoundError: No such file: 'data/a.csv'`. Code runs in a folder of its own, in which only files lie that went along: analyze the file that it reads, and add the code there as a cell, which opens the file by its name alone.",
    ],
    ['nothing', [], 'The selected code ran; it printed nothing and has no value.'],
    [
      'a table and pictures',
      [
        { type: 'table', title: '', columns: [], rows: [], totalRows: 0 },
        ...['1', '2'].map((id): Output => ({ type: 'image', title: '', file: { id, name: 'a.png', mime: 'image/png', bytes: 1 } })),
      ],
      'The selected code ran. It gave 1 table, 2 pictures.',
    ],
  ];
  for (const [what, outputs, sentence] of outcomes) {
    test(`what came of it: ${what}`, async () => {
      assert.equal(await says(select('a.py', 'python', code), ran(outputs)), `${sentence}\n\n${END}`);
    });
  }

  test('declined code is told in one sentence', async () => {
    const error = { code: 'declined', message: 'The code was not run: it was declined.', action: null };
    assert.equal(await says(select('a.py', 'python', code), ran([], error)), `The code was not run: it was declined.\n\n${END}`);
  });

  test('for other languages related passages are searched for by the names in the code', async () => {
    const go = 'func priceOf(rate Rate) int {\n  return rate.Value * discountTable[rate]\n}';
    const [call] = await calls(select('src/price.go', 'go', go, 'Analyze this code for taxes'));
    assert.equal(call, 'file_search {"query":"priceOf rate discountTable Rate Value for taxes"}');
  });

  test('the selected lines themselves are not quoted', async () => {
    const itself = passage(1, 'src/price.go', 'func priceOf()', { lines: { start: 12, end: 12 }, focus: { start: 12, end: 12 } });
    const other = passage(2, 'src/rate.go', 'type Rate int');
    const answer = await says(select('src/price.go', 'go', 'priceOf()'), found(itself, other));
    assert.match(answer, /^Related to `src\/price\.go:10`:\n\n\*\*`src\/rate\.go:1`\*\* 【2】\n\n```go\ntype Rate int\n```\n\nNo language/);
    assert.match(await says(select('src/price.go', 'go', 'priceOf()'), found(itself)), /^Nothing else in the index is related/);
  });

  test('the cells of a notebook are run one by one, and told by their numbers', async () => {
    const cell = (text: string, language = 'python'): ContentPart => ({ type: 'selection', path: 'book.ipynb', language, lines: { start: 1, end: 1 }, text });
    const question = user(textPart('Analyze this code.'), cell('n = 1'), cell('SELECT 1', 'sql'), cell('alt.Chart(n)'));
    const calls = (await events([question])).flatMap((event) => (event.type === 'arguments' ? [JSON.parse(event.delta) as unknown] : []));
    assert.deepEqual(calls, [{ code: 'n = 1' }, { code: 'alt.Chart(n)' }]);
    const told = await events([question, ran([]), ran([{ type: 'chart', title: '', spec: '{}' }])]);
    const text = told.map((event) => (event.type === 'text' ? event.delta : '')).join('');
    assert.match(text, /^Cell 1 ran; it printed nothing and has no value\.\n\nCell 2 ran\. It gave 1 picture\./);
  });
});
