import assert from 'node:assert/strict';
import type { Model } from '../../../src/core/models/model.ts';
import { DocentError, isAbort } from '../../../src/core/types/errors.ts';
import type { TokenCount } from '../../../src/core/types/usage.ts';
import { ask, item, see, take, TOOLS, user } from './turn.ts';

/** What a model is to answer; streamed in pieces of at most five characters. */
export interface ScriptedAnswer {
  readonly reasoning?: string;
  readonly text?: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: string }[];
  /** Why it ends, in Chat Completions' words. */
  readonly finish?: 'length' | 'content_filter';
  /** A failure after all that. */
  readonly ending?: { readonly error: { readonly message: string } };
}

/** A model with someone behind it who answers as told. */
export interface Subject {
  readonly model: Model;
  /** What the next requests are answered with, one each. */
  script(...answers: ScriptedAnswer[]): void;
  /** Holds the next answer before its second piece. */
  hold(): { release(): void };
  /** How many requests have come. */
  readonly asked: number;
  /** Resolves with who ended the first exchange. */
  ended(): Promise<'server' | 'client'>;
  close(): Promise<void>;
}

/** What not every way to reach a model can do. */
export interface Traits {
  /** The count for an answer in one piece; null where none is given. */
  readonly usage: TokenCount | null;
  readonly reasoning: boolean;
  /** Whether it is said why an answer was cut. */
  readonly cuts: boolean;
}

/** What the run loop relies on, whoever answers. */
export function modelContract(name: string, setUp: () => Promise<Subject>, traits: Traits): void {
  suite(`the contract of models: ${name}`, () => {
    let subject: Subject;
    setup(async () => {
      subject = await setUp();
    });
    teardown(() => subject.close());

    const calls = [
      { name: 'file_search', arguments: '{"query":"one two three"}' },
      { name: 'code_interpreter', arguments: '{"code":"print(1)\\n# 😀"}' },
    ];

    test('says what it is and where its requests go', () => {
      const { id, label, isLanguageModel, destination } = subject.model;
      assert.ok(id && label && isLanguageModel);
      assert.ok(destination.kind === 'local' || destination.host);
    });

    test('an answer comes in pieces, unchanged, and ends once', async () => {
      subject.script({ text: 'Grüße 😀, so【3】.\n\n```js\nx\n```' });
      const { events, text, reason, error } = await take(subject.model, ask('x'));
      assert.deepEqual([text, reason, error], ['Grüße 😀, so【3】.\n\n```js\nx\n```', 'stop', null]);
      assert.ok(events.filter(({ type }) => type === 'text').length > 2, 'it was streamed');
      assert.equal(events.filter(({ type }) => type === 'end').length, 1);
      assert.equal(events.at(-1)?.type, 'end');
    });

    test('its first words are there before its last are written', async () => {
      subject.script({ text: 'a long answer' });
      const hold = subject.hold();
      const { text } = await see(subject.model.respond(ask('x'), new AbortController().signal), ({ text }) => text && hold.release());
      assert.equal(text, 'a long answer');
    });

    test('a call of a tool begins with its name, and its arguments follow', async () => {
      subject.script({ text: 'I look.', calls: calls.slice(0, 1) });
      const seen = await take(subject.model, ask('x', { tools: TOOLS }));
      assert.deepEqual([seen.text, seen.reason, seen.error], ['I look.', 'stop', null]);
      assert.deepEqual(seen.calls, [{ ...calls[0], callId: seen.calls[0]?.callId }]);
      const types = seen.events.map(({ type }) => type);
      assert.ok(types.indexOf('call') < types.indexOf('arguments'));
    });

    test('two calls at once are told apart', async () => {
      subject.script({ calls });
      const seen = await take(subject.model, ask('x', { tools: TOOLS }));
      assert.deepEqual(
        seen.calls.map(({ callId: _, ...call }) => call),
        calls,
      );
      assert.equal(new Set(seen.calls.map(({ callId }) => callId)).size, 2);
    });

    test('a thread with calls, results, leftovers and another model’s reasoning is taken', async () => {
      subject.script({ text: 'Fine.' });
      const call = { callId: 'c1', error: null };
      const items = [
        user('Where?'),
        item({ type: 'reasoning', text: 'hm' }, { provider: { from: 'elsewhere', id: 'rs_1', encrypted: 'x', summary: [] } }),
        item({ ...call, type: 'function_call', name: 'weather', arguments: '{"city":"Bonn"}' }),
        item({ ...call, callId: 'c2', type: 'file_search_call', arguments: '{"que', queries: [], results: null }, { status: 'incomplete' }),
        item({ type: 'function_call_output', callId: 'c1', output: 'rain' }),
        item({ type: 'reasoning', text: '' }, { turn: 1, status: 'incomplete' }),
        item({ type: 'message', role: 'assistant', content: [] }, { turn: 1, status: 'incomplete' }),
        user('And now?'),
      ];
      const { text, error } = await take(subject.model, ask('', { items, tools: TOOLS }));
      assert.deepEqual([text, error], ['Fine.', null]);
    });

    if (traits.reasoning) {
      test('what it thinks comes apart from what it says', async () => {
        subject.script({ reasoning: 'First I look.', text: 'Done.' });
        const { reasoning, text } = await take(subject.model, ask('x'));
        assert.deepEqual({ reasoning, text }, { reasoning: 'First I look.', text: 'Done.' });
      });
    }

    if (traits.cuts) {
      test('why an answer was cut is said', async () => {
        subject.script({ text: 'Well', finish: 'length' }, { text: 'Well', finish: 'content_filter' });
        const reasons = [await take(subject.model, ask('x')), await take(subject.model, ask('x'))].map(({ reason }) => reason);
        assert.deepEqual(reasons, ['length', 'filter']);
      });
    }

    if (traits.usage) {
      test('what it took is told once, before the end', async () => {
        subject.script({ text: 'Well' });
        const { events } = await take(subject.model, ask('x'));
        assert.deepEqual(events.slice(-2), [
          { type: 'usage', usage: traits.usage },
          { type: 'end', reason: 'stop' },
        ]);
      });
    }

    test('two turns at once stay apart', async () => {
      subject.script({ text: 'a rather long first answer' }, { text: 'a rather long second answer' });
      const turns = await Promise.all([take(subject.model, ask('x')), take(subject.model, ask('y'))]);
      assert.deepEqual(turns.map(({ text }) => text).sort(), ['a rather long first answer', 'a rather long second answer']);
    });

    suite('stop', () => {
      test('in the middle of an answer: what had come stays, and the other side notices', async () => {
        subject.script({ text: 'a long answer' });
        subject.hold();
        const abort = new AbortController();
        const answer = subject.model.respond(ask('x'), abort.signal);
        const { text, reason, error } = await see(answer, ({ text }) => text && abort.abort());
        assert.ok(isAbort(error));
        assert.deepEqual([text, reason], ['a lon', null]);
        assert.equal(await subject.ended(), 'client');
      });

      test('before it was asked: nothing is sent', async () => {
        const { error } = await take(subject.model, ask('x'), AbortSignal.abort());
        assert.ok(isAbort(error));
        assert.equal(subject.asked, 0);
      });

      test('a reader that goes away ends it, too', async () => {
        subject.script({ text: 'a long answer' });
        subject.hold();
        for await (const event of subject.model.respond(ask('x'), new AbortController().signal)) {
          if (event.type === 'text') break;
        }
        assert.equal(await subject.ended(), 'client');
      });
    });

    test('a failure is one sentence; what had come stays, and there is no end', async () => {
      subject.script({ text: 'Half an', ending: { error: { message: 'The GPU is on fire.' } } });
      const { text, reason, error } = await take(subject.model, ask('x'));
      assert.deepEqual([text, reason], ['Half an', null]);
      assert.ok(error instanceof DocentError);
      assert.match(error.message, /^[^\n]*The GPU is on fire[^\n]*\.$/);
    });
  });
}
