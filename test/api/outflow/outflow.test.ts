import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { ASSISTANT_FRAMES } from '../../../src/api/runs/frames.ts';
import { createOutflow, type Outflow } from '../../../src/api/outflow/outflow.ts';
import type { Frame } from '../../../src/api/runs/lanes.ts';

function text(value: string, id = 'msg_1'): Frame {
  const content = [{ index: 0, type: 'text' as const, text: { value, annotations: [] } }];
  return { event: 'thread.message.delta', data: { id, object: 'thread.message.delta', delta: { content } } };
}

/** What a client reads until the end, as events. */
async function read({ stream }: Outflow<Frame>): Promise<readonly string[]> {
  return (await new Response(stream).text()).split('\n\n').filter((each) => each !== '');
}

function said(events: readonly string[]): string {
  const deltas = events.map((event) => JSON.parse(event.split('\ndata: ')[1] ?? '') as { delta: { content: { text: { value: string } }[] } });
  return deltas.map(({ delta }) => delta.content[0]?.text.value).join('');
}

suite('What clients that read slowly are sent', () => {
  let how: string[] = [];
  setup(() => {
    how = [];
    mock.timers.enable({ apis: ['setInterval', 'Date'] });
  });
  teardown(() => mock.timers.reset());
  const create = () => createOutflow(ASSISTANT_FRAMES, (each) => void how.push(each));

  test('Each piece by itself to a client that reads; to one that lags, joined, and no character is lost', async () => {
    const few = create();
    for (const piece of ['a', 'b', 'c']) few.send(text(piece));
    few.end();
    assert.equal((await read(few)).length, 3);

    const many = create();
    for (let count = 0; count < 60_000; count++) many.send(text(`${count} `));
    many.end();
    const events = await read(many);
    assert.ok(events.length < 2_000, `${events.length}`);
    assert.equal(said(events), Array.from({ length: 60_000 }, (_, count) => `${count} `).join(''));
  });

  test('An event is written as its JSON is, whatever it says', () => {
    const started = { index: 0, type: 'text' as const, text: { value: '', annotations: [{ index: 0, type: 'file_path' as const, start_index: 0, end_index: 1, text: '"', file_path: { file_id: 'file-1' } }] } };
    const cited: Frame = { event: 'thread.message.delta', data: { id: 'msg_1', object: 'thread.message.delta', delta: { content: [started] } } };
    for (const frame of [text('word'), text('"\n\\ \u2028 \ud800 😀'), text(''), cited]) {
      assert.equal(ASSISTANT_FRAMES.written(frame), `event: ${frame.event}\ndata: ${JSON.stringify(frame.data)}\n\n`);
    }
  });

  test('What happens at one moment is sent at once', async () => {
    const out = create();
    const reader = out.stream.getReader();
    for (const piece of ['a', 'b', 'c']) out.send(text(piece));
    assert.equal(said(new TextDecoder().decode((await reader.read()).value).split('\n\n').slice(0, -1)), 'abc');
    out.send(text('d'));
    assert.equal(said(new TextDecoder().decode((await reader.read()).value).split('\n\n').slice(0, -1)), 'd');
    out.end();
    assert.equal((await reader.read()).done, true);
  });

  test('A burst that ends at the moment in which it begins arrives whole, and its end once', async () => {
    const out = create();
    const events = read(out);
    await new Promise(setImmediate);
    for (let count = 0; count < 2_000; count++) out.send(text(`${count} `));
    out.end();
    assert.equal(said(await events), Array.from({ length: 2_000 }, (_, count) => `${count} `).join(''));
    assert.deepEqual(how, []);
  });

  test('A client that leaves while something is on its way is told of once, and nothing more is sent', async () => {
    const out = create();
    out.send(text('word'));
    await out.stream.cancel();
    out.send(text('more'));
    out.end();
    assert.deepEqual(how, ['left']);
  });

  test('Pieces of two messages are never one', async () => {
    const out = create();
    for (let count = 0; count < 2_000; count++) out.send(text('word', count % 2 ? 'msg_1' : 'msg_2'));
    out.end();
    assert.equal((await read(out)).length, 2_000);
  });

  test('A client that takes nothing for a minute is left', async () => {
    const out = create();
    for (let count = 0; count < 2_000; count++) out.send(text('word'));
    mock.timers.tick(59_000);
    assert.deepEqual(how, []);
    mock.timers.tick(2_000);
    assert.deepEqual(how, ['stalled']);
    await assert.rejects(read(out), /took nothing/);
    out.send(text('more'));
    out.end();
  });

  test('Where more than a megabyte waits, it is left sooner', () => {
    const out = create();
    for (let count = 0; count < 20; count++) out.send(text('x'.repeat(100_000)));
    mock.timers.tick(4_000);
    assert.deepEqual(how, []);
    mock.timers.tick(2_000);
    assert.deepEqual(how, ['stalled']);
  });

  test('A client that has all is not left, however long nothing comes', async () => {
    const out = create();
    out.send(text('word'));
    mock.timers.tick(600_000);
    assert.deepEqual(how, []);
    out.end();
    assert.equal((await read(out)).length, 1);
  });
});
