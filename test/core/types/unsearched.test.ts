import assert from 'node:assert/strict';
import type { ErrorInfo } from '../../../src/core/types/errors.ts';
import type { Envelope, Item } from '../../../src/core/types/item.ts';
import { lacksIndex } from '../../../src/core/types/unsearched.ts';

const envelope: Envelope = { id: 'item', threadId: 'thread', runId: 'run', turn: 0, createdAt: 0, endedAt: null, status: 'completed', metadata: {}, provider: null };
const question: Item = { ...envelope, type: 'message', role: 'user', content: [{ type: 'text', text: 'Where?', annotations: [] }] };
const search = (error: ErrorInfo | null): Item => ({ ...envelope, type: 'file_search_call', callId: 'c', arguments: '{}', queries: ['Where?'], results: null, error });
const NOTHING = search({ code: 'nothing_indexed', message: 'Nothing is indexed.', action: 'indexWorkspace' });

suite('a question that lacks the index', () => {
  test('is the newest one, whose search could not be made without one', () => {
    assert.equal(lacksIndex([question, NOTHING]), true);
    assert.equal(lacksIndex([question, NOTHING, question, search(null)]), false, 'it was answered since');
    assert.equal(lacksIndex([question, search({ code: 'x', message: 'Something else.', action: 'retry' })]), false);
    assert.equal(lacksIndex([]), false);
  });
});
