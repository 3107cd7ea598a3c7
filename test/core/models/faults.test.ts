import assert from 'node:assert/strict';
import { errorInfo } from '../../../src/core/types/errors.ts';
import { MODELS } from '../../fixtures/openai/models.ts';
import { memoryLog } from '../../support/log.ts';
import { ADAPTERS, type Adapter } from './adapters.ts';
import { FAULTS, KEY, messageOf, type Fault } from './faults.ts';
import { ask, see, TOOLS } from './turn.ts';

/** What the stand-ins say they have. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'Responses': MODELS.map(({ id }) => id).filter((id) => !id.includes('embedding')),
  'Chat Completions': ['stand-in', 'stand-in-mini'],
};

suite('what goes wrong with a model', () => {
  test('each case is told once', () => {
    assert.equal(new Set(FAULTS.map(({ name }) => name)).size, FAULTS.length);
    assert.equal(new Set(FAULTS.map((fault) => JSON.stringify({ ...fault, name: '', baseUrl: fault.baseUrl?.('x') }))).size, FAULTS.length);
    assert.ok(FAULTS.length >= 40);
  });

  for (const adapter of ADAPTERS) {
    suite(adapter.name, () => {
      for (const fault of FAULTS) {
        if (!fault.only || fault.only === adapter.name) test(fault.name, () => fails(adapter, fault));
      }
    });
  }
});

/** Asks and expects this very sentence, after what had been said before. */
async function fails({ name, at, start }: Adapter, fault: Fault): Promise<void> {
  const server = await start({ apiKey: fault.wants });
  const log = memoryLog();
  try {
    const baseUrl = fault.baseUrl?.(server.url) ?? server.url;
    const { key = KEY, model = 'stand-in', silence, text = '', script } = fault;
    if (script) server.script(...Array.from({ length: Math.max(fault.asked, 1) }, () => script));
    // What was not read yet would be lost with a connection that is reset.
    const end = text ? server.hold('end') : null;
    const model_ = at(baseUrl, { model, log, apiKey: () => Promise.resolve(key ?? undefined), ...(silence && { silence }) });
    const seen = await see(model_.respond(ask('Hello?', { tools: TOOLS }), new AbortController().signal), ({ text: said }) => {
      if (said === text) end?.release();
    });
    const message = messageOf(fault, baseUrl, NAMES[name] ?? []);
    assert.deepEqual(errorInfo(seen.error), { code: fault.code, message, action: fault.action });
    assert.deepEqual([seen.text, seen.reason], [text, null]);
    assert.equal(server.requests.length, fault.asked, 'asked so often');
    assert.equal(seen.waited.length, Math.max(fault.asked - 1, 0), 'each wait was told');
    assert.ok(!JSON.stringify([seen.error, seen.waited]).includes(KEY), 'no key in what is told');
    assert.ok(!log.lines.join('\n').includes(KEY), 'no key in the log');
  } finally {
    await server.close();
  }
}
