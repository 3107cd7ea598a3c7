import assert from 'node:assert/strict';
import type { OpenAI } from 'openai';
import { startApi, type Api } from '../support/api.ts';

suite('API: conversations', () => {
  let api: Api;
  let client: OpenAI;
  suiteSetup(async () => {
    api = await startApi();
    client = api.client;
  });
  suiteTeardown(() => api.close());

  const all = async (id: string) => (await client.conversations.items.list(id, { order: 'asc', limit: 100 })).data;
  const texts = (items: readonly OpenAI.Conversations.ConversationItem[]) =>
    items.flatMap((item) => (item.type === 'message' ? item.content.map((part) => ('text' in part ? part.text : part.type)) : [item.type]));

  test('Made with items, read, changed and deleted', async () => {
    const made = await client.conversations.create({ metadata: { topic: 'tides' }, items: [{ role: 'user', content: 'Hello' }, { role: 'assistant', content: 'Hi' }] });
    assert.match(made.id, /^conv_/);
    assert.deepEqual(made.metadata, { topic: 'tides' });
    assert.deepEqual(await client.conversations.retrieve(made.id), made);
    assert.deepEqual((await client.conversations.update(made.id, { metadata: { a: 'b' } })).metadata, { a: 'b' });
    assert.deepEqual(texts(await all(made.id)), ['Hello', 'Hi']);
    assert.deepEqual(await client.conversations.delete(made.id), { id: made.id, object: 'conversation.deleted', deleted: true });
    await assert.rejects(client.conversations.retrieve(made.id), { status: 404 });
    await assert.rejects(client.conversations.items.list(made.id), { status: 404 });
    await assert.rejects(client.conversations.retrieve('thread_x'), { status: 404 });
  });

  test('Its items: put in, read, paged and deleted', async () => {
    const { id } = await client.conversations.create();
    const added = await client.conversations.items.create(id, {
      items: [
        { role: 'user', content: [{ type: 'input_text', text: 'What is the weather?' }] },
        { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'sun' },
        { id: 'msg_elsewhere', type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: 'Sunny.', annotations: [] }] },
      ],
    });
    assert.deepEqual(added.data.map(({ type }) => type), ['message', 'function_call', 'function_call_output', 'message']);
    const [first] = added.data;
    assert.deepEqual(await client.conversations.items.retrieve(first?.id ?? '', { conversation_id: id }), first);
    const newest = await client.conversations.items.list(id, { limit: 1 });
    assert.deepEqual([texts(newest.data), newest.has_more], [['Sunny.'], true]);
    assert.equal((await client.conversations.items.delete(first?.id ?? '', { conversation_id: id })).id, id);
    assert.equal((await all(id)).length, 3);
    await assert.rejects(client.conversations.items.retrieve(first?.id ?? '', { conversation_id: id }), { status: 404 });
    await assert.rejects(client.conversations.items.create(id, { items: Array.from({ length: 21 }, () => ({ role: 'user' as const, content: 'x' })) }), { status: 400, param: 'items' });
  });

  test('Responses add to it, and read what stands there', async () => {
    const { id } = await client.conversations.create({ items: [{ role: 'user', content: 'Before' }, { role: 'assistant', content: 'Yes.' }] });
    const first = await client.responses.create({ model: 'stand-in', conversation: id, input: 'Say exactly: one' });
    assert.deepEqual(first.conversation, { id });
    const second = await client.responses.create({ model: 'stand-in', conversation: { id }, input: 'Say exactly: two' });
    assert.deepEqual(texts(await all(id)), ['Before', 'Yes.', 'Say exactly: one', 'one', 'Say exactly: two', 'two']);
    assert.deepEqual(api.model.requests.at(-1)?.body.messages.map(({ content }) => content), ['Before', 'Yes.', 'Say exactly: one', 'one', 'Say exactly: two']);
    // A response that goes on from one of its responses does so beside it.
    const beside = await client.responses.create({ model: 'stand-in', previous_response_id: second.id, input: 'Say exactly: beside' });
    assert.deepEqual([beside.conversation, (await all(id)).length], [null, 6]);
    await client.responses.delete(first.id);
    assert.equal((await all(id)).length, 6);
    await assert.rejects(client.responses.create({ model: 'stand-in', conversation: 'conv_none', input: 'x' }), { status: 404 });
  });

  test('Two responses at once: one waits for its turn, or is told to', async () => {
    const { id } = await client.conversations.create();
    const hold = api.model.hold(1);
    const first = client.responses.create({ model: 'stand-in', conversation: id, input: 'Say exactly: one two three' });
    await hold.reached;
    await assert.rejects(client.responses.create({ model: 'stand-in', conversation: id, input: 'Say exactly: two' }), { status: 400, code: 'conversation_locked' });
    await assert.rejects(client.conversations.items.create(id, { items: [{ role: 'user', content: 'x' }] }), { status: 400, code: 'conversation_locked' });
    hold.release();
    assert.equal((await first).output_text, 'one two three');
  });

  test('It is a thread of the Assistants API, too', async () => {
    const thread = await client.beta.threads.create({ messages: [{ role: 'user', content: 'From a thread' }] });
    const id = thread.id.replace('thread_', 'conv_');
    assert.deepEqual(texts(await all(id)), ['From a thread']);
    await client.responses.create({ model: 'stand-in', conversation: id, input: 'Say exactly: seen' });
    const { data } = await client.beta.threads.messages.list(thread.id, { order: 'asc' });
    assert.deepEqual(data.map(({ role }) => role), ['user', 'user', 'assistant']);
  });
});
