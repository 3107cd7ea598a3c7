import assert from 'node:assert/strict';
import { outputForModel } from '../../../src/core/models/callOutput.ts';
import type { NumberedPassage } from '../../../src/core/types/citation.ts';
import { DocentError } from '../../../src/core/types/errors.ts';
import {
  dataAttachment,
  textPart,
  type CallBody,
  type CodeInterpreterCall,
  type ContentPart,
  type Envelope,
  type Item,
  type ItemBody,
} from '../../../src/core/types/item.ts';
import type { Output } from '../../../src/core/types/output.ts';
import { inputForModel, transcript } from '../../../src/core/models/transcript.ts';

const shared = { callId: 'c1', arguments: '{}', error: null };

function envelope(more: Partial<Envelope> = {}): Envelope {
  return { id: 'i', threadId: 't', runId: 'r', turn: 0, createdAt: 0, endedAt: 0, status: 'completed', metadata: {}, provider: null, ...more };
}

function passage(number: number, more: Partial<NumberedPassage> = {}): NumberedPassage {
  const lines = { start: 10, end: 12 };
  const given = { file: { id: '/w/a.ts', path: 'src/a.ts' }, page: null, text: 'one\ntwo\nthree', hash: '', score: 1 };
  return { number, lines, focus: { start: 11, end: 11 }, ...given, ...more };
}

/** What the model reads of one call. */
function reads(call: CallBody, more: Partial<Envelope> = {}, later: readonly Item[] = []): string {
  return outputForModel({ ...envelope(more), ...call }, later);
}

function search(results: readonly NumberedPassage[] | null) {
  return { ...shared, type: 'file_search_call', queries: [], results } as const;
}

function code(...outputs: Output[]): CodeInterpreterCall {
  return { ...shared, type: 'code_interpreter_call', code: '', outputs };
}

const CITE = 'Cite each passage you use by its number in these brackets, right after what it says: 【1】.';

suite('what a model reads of a call', () => {
  test('passages, each under its number and lines, and how to cite them', () => {
    const results = [passage(3), passage(4, { file: { id: 'f', path: 'docs/b.pdf' }, page: 2 })];
    assert.equal(
      reads(search(results)),
      `【3】 src/a.ts:10-12\none\ntwo\nthree\n\n【4】 docs/b.pdf:10-12, page 2\none\ntwo\nthree\n\n${CITE}`,
    );
  });

  test('of a passage that is too long, the lines that fit the query', () => {
    const text = ['x'.repeat(5000), 'the answer', 'y'.repeat(5000)].join('\n');
    assert.equal(reads(search([passage(1, { text })])), `【1】 src/a.ts:11-11\nthe answer\n\n${CITE}`);
  });

  test('as many passages as a window takes; the rest is counted', () => {
    const results = Array.from({ length: 12 }, (_, index) => passage(index + 1, { text: 'z'.repeat(3900) }));
    const text = reads(search(results));
    assert.ok(text.includes('【6】') && !text.includes('【7】'));
    assert.ok(text.includes('\n\n6 more did not fit; search more narrowly to read them.\n\n'));
    assert.ok(text.length < 25_000);
  });

  test('a search that found nothing', () => {
    assert.equal(reads(search([])), 'Nothing was found. Try other words, or say that the files don’t tell.');
  });

  test('all that code gives back, in order', () => {
    const file = { id: 'file-1', name: 'out.csv', mime: 'text/csv', bytes: 2048 };
    const columns = ['name', 'n'];
    const outputs: Output[] = [
      { type: 'logs', stream: 'stdout', text: 'hello\n' },
      { type: 'text', text: '42' },
      { type: 'markdown', text: '**bold**' },
      { type: 'html', html: '<b>x</b>', text: 'x' },
      { type: 'table', title: 'Cities', columns, rows: [['Bonn, "am Rhein"', 1], [null, true]], totalRows: 2 },
      { type: 'image', title: 'Sales', file },
      { type: 'file', file },
      { type: 'exception', name: 'ValueError', message: 'no', traceback: 'Traceback …\nValueError: no\n' },
      { type: 'exception', name: 'KeyError', message: 'k', traceback: '' },
      { type: 'notice', notice: { code: 'timed_out', message: 'It took too long.', action: null } },
    ];
    assert.equal(
      reads(code(...outputs)),
      [
        'hello',
        '42',
        '**bold**',
        'x',
        '[table: Cities, 2 rows, shown to the user]\nname,n\n"Bonn, ""am Rhein""",1\n,true',
        '[chart: Sales, shown to the user]',
        '[file: /mnt/data/out.csv, 2 KB, given to the user]',
        'Traceback …\nValueError: no',
        'KeyError: k',
        'It took too long.',
      ].join('\n\n'),
    );
  });

  test('the first rows of a long table', () => {
    const rows = Array.from({ length: 1000 }, (_, index) => [index]);
    const text = reads(code({ type: 'table', title: '', columns: ['n'], rows, totalRows: 54_321 }));
    assert.ok(text.startsWith('[table: untitled, 54321 rows, the first 20, shown to the user]\nn\n0\n'));
    assert.ok(text.endsWith('\n19'));
  });

  test('both ends of a long print, and of many', () => {
    const print = (text: string): Output => ({ type: 'logs', stream: 'stdout', text });
    const one = reads(code(print(`start ${'.'.repeat(50_000)} end`)));
    assert.ok(one.startsWith('start') && one.endsWith('end') && one.length < 6_100);
    assert.ok(one.includes('\n[… 44010 characters left out …]\n'));
    const many = reads(code(...Array.from({ length: 100 }, (_, index) => print(`${index} ${'.'.repeat(1000)}`))));
    assert.ok(many.startsWith('0 ') && many.includes('\n\n99 ') && many.length < 24_100);
  });

  test('what a function gave: the next output with the call’s id', () => {
    const call = { ...shared, type: 'function_call', name: 'f' } as const;
    const output = (callId: string, output: string): Item => ({ ...envelope(), type: 'function_call_output', callId, output });
    assert.equal(reads(call, {}, [output('c0', 'no'), output('c1', 'yes'), output('c1', 'of another turn')]), 'yes');
  });

  test('an error, after what had come', () => {
    const error = new DocentError('declined', 'The code was not run: it was declined.');
    assert.equal(reads({ ...code(), error }), 'The code was not run: it was declined.');
    assert.equal(reads({ ...code({ type: 'text', text: '1' }), error }), '1\n\nThe code was not run: it was declined.');
  });

  test('something in any case: servers refuse a call without a result', () => {
    assert.equal(reads(code()), 'The code ran to its end and printed nothing.');
    assert.equal(reads(code({ type: 'text', text: '\n' })), 'The code ran to its end and printed nothing.');
    assert.equal(reads(search(null)), 'The call ended without a result.');
    assert.equal(reads(search(null), { status: 'incomplete' }), 'The call was stopped before its end.');
    assert.equal(reads(code({ type: 'text', text: '1' }), { status: 'incomplete' }), '1\n\nStopped before its end.');
  });
});

suite('what a model reads of a thread', () => {
  const message = (role: 'user' | 'assistant', ...content: ContentPart[]) => ({ type: 'message', role, content }) as const;
  const thread = (...items: (readonly [ItemBody, Partial<Envelope>?])[]) =>
    transcript(items.map(([body, more]) => ({ ...envelope(more), ...body })));

  test('a message with the files and selections that came along', () => {
    const lines = { start: 3, end: 5 };
    assert.equal(
      inputForModel(
        message(
          'user',
          { type: 'file', file: dataAttachment({ name: 'sales.csv', path: '/w/sales.csv', bytes: 12_300 }) },
          { type: 'selection', path: 'src/a.md', language: 'markdown', lines, text: '```js\nx\n```' },
          textPart('What is this?'),
        ),
      ),
      'Attached file: sales.csv, at /mnt/data/sales.csv, 12 KB\n\n' +
        'Selected in src/a.md:3-5\n````markdown\n```js\nx\n```\n````\n\nWhat is this?',
    );
  });

  test('an operation of Docent’s own, as code: nothing else is what a model may write', () => {
    const [entry] = thread([{ ...code(), arguments: '{"operation":"profile","file":"a.csv"}', code: 'profile("a.csv")' }]);
    assert.equal(entry?.calls[0]?.arguments, '{"code":"profile(\\"a.csv\\")"}');
  });

  test('a turn is one entry, whatever the order of its items; the next turn is another', () => {
    const call = (callId: string, name: string, args: string) =>
      ({ ...shared, callId, arguments: args, type: 'function_call', name }) as const;
    const output = (callId: string, output: string) => ({ type: 'function_call_output', callId, output }) as const;
    assert.deepEqual(
      thread(
        [message('user', textPart('Hi')), { runId: null }],
        [{ type: 'reasoning', text: 'hm' }],
        [message('assistant', textPart('First.'))],
        [call('a', 'f', '{"x":1}')],
        [output('a', '1')],
        [message('assistant', textPart('Then.'))],
        [call('b', 'g', 'broken')],
        [output('b', '2')],
        [message('assistant', textPart('Done.')), { turn: 1 }],
      ),
      [
        { role: 'user', text: 'Hi', images: [], calls: [] },
        {
          role: 'assistant',
          text: 'First.\n\nThen.',
          images: [],
          calls: [
            { callId: 'a', name: 'f', arguments: '{"x":1}', output: '1' },
            { callId: 'b', name: 'g', arguments: '{}', output: '2' },
          ],
        },
        { role: 'assistant', text: 'Done.', images: [], calls: [] },
      ],
    );
  });

  test('what holds nothing is left out; what was stopped in the middle stays', () => {
    assert.deepEqual(
      thread(
        [message('user'), { runId: null }],
        [message('assistant'), { status: 'incomplete' }],
        [message('assistant', textPart('Half')), { status: 'incomplete', turn: 1 }],
      ),
      [{ role: 'assistant', text: 'Half', images: [], calls: [] }],
    );
  });

  test('a question after one that was never answered goes along with it', () => {
    assert.deepEqual(thread([message('user', textPart('Where?'))], [message('user', textPart('And when?'))]), [
      { role: 'user', text: 'Where?\n\nAnd when?', images: [], calls: [] },
    ]);
  });
});
