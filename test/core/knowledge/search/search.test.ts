import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { SourceFolder, VectorStore } from '../../../../src/core/knowledge/vectorStore.ts';
import { quote, type Passage } from '../../../../src/core/types/citation.ts';
import { cleanUp, folderOf, numbered, openStore } from '../setup.ts';

/** A small shop: what it says, and where, is believable enough to be asked about. */
const shop = {
  'README.md': `# Shop

A small web shop. See [the documents](docs) for how it works.
`,
  'docs/billing.md': `# Billing

Customers pay by invoice or by card.

## Refunds

A refund is paid back the way the order was paid, within five
days. The invoice is corrected, never deleted.

## Reminders

Two weeks after an invoice is due, a reminder is sent.
`,
  'docs/deployment.md': `# Deployment

Run the release script, then watch the log for ten minutes.
`,
  'src/auth/password.ts': `import { scrypt } from 'node:crypto';

/** Hashes a password with its own salt. */
export function hashPassword(password: string, salt: Buffer): Promise<Buffer> {
  return promisify(scrypt)(password, salt, 64);
}

export function verifyPassword(password: string, stored: Hash): Promise<boolean> {
  return timingSafeEqual(hashPassword(password, stored.salt), stored.hash);
}
`,
  'src/auth/sessionStore.ts': `/** How long a session lives without being used. */
const SESSION_TTL_MINUTES = 30;

export class SessionStore {
  expireOldSessions(now: number): void {
    for (const [id, session] of this.sessions) {
      if (now - session.lastUsed > SESSION_TTL_MINUTES * 60_000) this.sessions.delete(id);
    }
  }
}
`,
  'src/billing/refund.ts': `import { Invoice } from './invoice.ts';

export function refundOrder(order: Order): Invoice {
  return correctInvoice(order.invoice, order.total);
}
`,
  'src/billing/invoice.ts': `export interface Invoice {
  number: string;
  dueDate: Date;
}

export function isOverdue(invoice: Invoice, today: Date): boolean {
  return invoice.dueDate < today;
}
`,
  'assets/größen.md': 'Die Größen gehen von S bis XL.\n',
  'assets/説明.md': '製品の検索設定はここにあります。\n',
};

const places = (passages: readonly Passage[]) => passages.map(({ file, focus }) => `${file.path}:${focus.start}-${focus.end}`);

suite('search', function () {
  // Real files, threads and databases, on whatever else the machine is doing.
  this.timeout(30_000);
  let folder: SourceFolder;
  let store: VectorStore;

  setup(async () => {
    folder = folderOf(shop);
    store = openStore();
    await store.sync([folder], { exclude: [] });
  });
  teardown(cleanUp);

  const find = async (query: string, limit = 8) => places(await store.search(query, { limit }));

  const questions: Readonly<Record<string, readonly string[]>> = {
    'How are passwords hashed?': ['src/auth/password.ts:3-6'],
    'when do sessions expire': ['src/auth/sessionStore.ts:4-10'],
    'how is a refund paid back': ['docs/billing.md:5-8', 'src/billing/refund.ts:3-5'],
    'overdue invoices': ['src/billing/invoice.ts:6-8', 'src/billing/refund.ts:3-5', 'docs/billing.md:1-3'],
    // The path says it more than the text does.
    'billing refund': ['src/billing/refund.ts:3-5', 'docs/billing.md:1-8', 'src/billing/invoice.ts:1-4'],
    'release script': ['docs/deployment.md:1-3'],
    // The tokenizer folds case and accents; Docent finds words within scripts that have no spaces.
    'GROSSEN größen GRÖẞEN': ['assets/größen.md:1-1'],
    検索: ['assets/説明.md:1-1'],
  };
  for (const [question, expected] of Object.entries(questions)) {
    test(question, async () => assert.deepEqual(await find(question), expected));
  }

  test('a passage says exactly what stands in the file', async () => {
    const [passage] = await store.search('refund paid back', { limit: 1 });
    assert.ok(passage);
    assert.deepEqual(passage.file, { id: join(folder.path, 'docs', 'billing.md'), path: 'docs/billing.md' });
    assert.deepEqual([passage.lines, passage.page], [{ start: 1, end: 12 }, null]);
    assert.equal(passage.text, shop['docs/billing.md'].trimEnd());
    assert.equal(passage.hash, createHash('sha256').update(passage.text).digest('hex'));
    assert.equal(quote(passage, passage.focus).split('\n')[0], '## Refunds');
  });

  test('no query makes it fail', async () => {
    for (const query of ['', '   ', '"', '" OR "', 'a AND (b', 'path:x', '*', '-', 'NEAR(a b)', '\0', '😀', 'हिन्दी', 'ﬁ', 'x'.repeat(5000), numbered(500)]) {
      assert.ok(Array.isArray(await store.search(query, { limit: 3 })), query);
    }
    assert.deepEqual(await find('zebra'), []);
    assert.deepEqual(await find(''), []);
  });

  test('operators and quotes are only words', async () => {
    assert.deepEqual(await find('"refund" AND NOT (paid back)'), questions['how is a refund paid back']);
  });

  test('stop words alone are searched for all the same', async () => {
    assert.equal((await find('how it'))[0], 'README.md:1-3');
  });

  test('a search that is given up rejects', async () => {
    await assert.rejects(store.search('refund', { limit: 1, signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});

suite('search in long files', () => {
  teardown(cleanUp);

  test('the passages of one file stand together, also when another file says the same', async () => {
    const text = `zebra\n${'filler\n'.repeat(40)}zebra\n`;
    const store = openStore();
    await store.sync([folderOf({ 'a.txt': text, 'b.txt': text, 'c.txt': 'horse', 'd.txt': 'horse', 'e.txt': 'horse' })], { exclude: [] });
    const passages = await store.search('zebra', { limit: 9 });
    assert.deepEqual(passages.map(({ file }) => file.path), ['a.txt', 'a.txt', 'b.txt', 'b.txt']);
  });

  test('files come in order, with at most three passages, and a long one does not push the others out', async () => {
    const about = (word: string, times: number) => Array.from({ length: times * 40 }, (_, line) => (line % 40 === 5 ? word : 'filler')).join('\n');
    const folder = folderOf({ 'long.txt': about('zebra', 10), 'short.txt': about('zebra', 1), 'other.txt': about('zebra', 2), 'none.txt': about('horse', 40) });
    const store = openStore();
    await store.sync([folder], { exclude: [] });

    const all = await store.search('zebra', { limit: 20 });
    const paths = all.map(({ file }) => file.path);
    assert.deepEqual(paths, ['long.txt', 'long.txt', 'long.txt', 'other.txt', 'other.txt', 'short.txt']);
    assert.deepEqual(all.map(({ score }) => score), all.map(({ score }) => score).toSorted((a, b) => b - a));
    for (const { lines, focus, text } of all) {
      assert.equal(text.split('\n').length, lines.end - lines.start + 1);
      assert.ok(focus.start >= lines.start && focus.end <= lines.end && focus.start <= lines.start + 5 && lines.start + 5 <= focus.end);
    }

    const few = await store.search('zebra', { limit: 3 });
    assert.deepEqual(few.map(({ file }) => file.path), ['long.txt', 'other.txt', 'short.txt']);
  });
});
