import assert from 'node:assert/strict';
import { APIError } from 'openai';
import { PATIENCE, withRetry, type RetryOptions } from '../../../src/core/openai/retry.ts';
import { DocentError } from '../../../src/core/types/errors.ts';
import { memoryLog } from '../../support/log.ts';

const MINUTE = 60_000;
const refused = (status: number, headers: Readonly<Record<string, string>> = {}, error: object = { message: 'No.' }) =>
  APIError.generate(status, { error }, 'No.', new Headers(headers));
const lost = () => Object.assign(new Error('reset'), { code: 'ECONNRESET' });

suite('asking again', () => {
  /** The waits, which are not waited for, and what came of it all. */
  async function attempt(tries: readonly (Error | string)[], options: Partial<RetryOptions> = {}) {
    const waits: number[] = [];
    let asked = 0;
    async function* ask() {
      const next = tries[asked++] ?? 'done';
      if (typeof next !== 'string') throw next;
      yield next;
    }
    const all = { address: 'SERVER', patience: PATIENCE, signal: new AbortController().signal, log: memoryLog(), ...options };
    const wait = async (ms: number) => void waits.push(ms);
    const events: unknown[] = [];
    try {
      for await (const event of withRetry(ask, { wait, ...all })) events.push(typeof event === 'string' ? event : event.waiting.message);
      return { waits, asked, events, error: null };
    } catch (error) {
      return { waits, asked, events, error };
    }
  }

  test('waits twice as long each time, with a part left to chance, and gives up in the end', async () => {
    const failed = Array.from({ length: 9 }, () => refused(503));
    const { waits, asked, error } = await attempt(failed);
    assert.equal(asked, 5);
    assert.equal(error, failed[4], 'as it came');
    for (const [index, longest] of [500, 1_000, 2_000, 4_000].entries()) {
      assert.ok((waits[index] ?? 0) <= longest && (waits[index] ?? 0) >= longest * 0.75, `${waits[index]}`);
    }
    assert.notDeepEqual((await attempt(failed)).waits, waits);
  });

  const waits: readonly (readonly [Readonly<Record<string, string>>, number])[] = [
    [{ 'retry-after': '2' }, 2_000],
    [{ 'retry-after-ms': '15' }, 15],
    [{ 'retry-after-ms': '15', 'retry-after': '9' }, 15],
    [{ 'retry-after': '90' }, 90_000],
    [{ 'retry-after': '600' }, 10 * MINUTE],
  ];
  for (const [headers, ms] of waits) {
    test(`waits as long as the server says: ${JSON.stringify(headers)}`, async () => {
      assert.deepEqual((await attempt([refused(429, headers)])).waits, [ms]);
    });
  }

  test('does not wait longer than ten minutes', async () => {
    const { waits, error } = await attempt([refused(429, { 'retry-after': '601' })]);
    assert.deepEqual(waits, []);
    assert.ok(error);
  });

  const passes: readonly (readonly [string, Error, string | null])[] = [
    ['a server that is busy', refused(429), 'SERVER takes no more requests for now; trying again'],
    ['a server that fails', refused(500), 'SERVER failed; trying again'],
    ['a connection that breaks', lost(), 'SERVER broke the connection off; trying again'],
    ['an answer that ends before it begins', new DocentError('model_stream_cut', 'Cut.'), 'SERVER broke the connection off; trying again'],
    ['an account without credit', refused(429, { 'x-should-retry': 'true' }, { code: 'insufficient_quota' }), null],
    ['a key that is wrong', refused(401), null],
    ['a server that is not there', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), null],
    ['a server that was silent for long', new DocentError('model_silent', 'Silent.'), null],
    ['a bug', new TypeError('x is not a function'), null],
  ];
  for (const [name, error, told] of passes) {
    test(`${name}: ${told ? 'asked again, and said' : 'not asked again'}`, async () => {
      const seen = await attempt([error]);
      assert.deepEqual(seen.events, told ? [told, 'done'] : []);
      assert.equal(seen.error, told ? null : error);
    });
  }

  test('the log tells of it without the server’s words', async () => {
    const log = memoryLog();
    await attempt([refused(429, {}, { message: 'Too many requests of sk-abcdefgh.' })], { log });
    assert.match(log.lines.join('\n'), /SERVER takes no more requests for now; it is asked again in \d+ ms/);
    assert.ok(!log.lines.join().includes('sk-abcdefgh'));
  });

  test('nothing that was said is said twice', async () => {
    async function* ask() {
      yield 'Half an';
      throw refused(500);
    }
    const all: unknown[] = [];
    const answer = withRetry(ask, { address: 'S', patience: PATIENCE, signal: new AbortController().signal, log: memoryLog() });
    await assert.rejects(async () => {
      for await (const event of answer) all.push(event);
    }, APIError);
    assert.deepEqual(all, ['Half an']);
  });

  test('a wait of ten minutes ends at once when it is stopped', async () => {
    const abort = new AbortController();
    const answer = withRetry<string>(
      async function* () {
        yield* [];
        throw refused(429, { 'retry-after': '600' });
      },
      { address: 'S', patience: PATIENCE, signal: abort.signal, log: memoryLog() },
    );
    assert.equal((await answer.next()).done, false);
    const next = answer.next();
    abort.abort();
    await assert.rejects(next, { name: 'AbortError' });
  });

  test('who has stopped is not asked again', async () => {
    assert.deepEqual((await attempt([refused(500)], { signal: AbortSignal.abort() })).events, []);
  });
});
