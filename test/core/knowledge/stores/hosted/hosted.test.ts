import assert from 'node:assert/strict';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { OpenAI } from 'openai';
import type { Docent } from '../../../../../src/core/docent.ts';
import { createModels } from '../../../../../src/core/models/models.ts';
import { AZURE, serversOf } from '../../../../../src/core/models/servers.ts';
import { dataAttachment } from '../../../../../src/core/types/item.ts';
import { EDITOR_ADVICE } from '../../../../../src/editor/advice.ts';
import { failing, NO_RIGHTS } from '../../../../fixtures/openai/disturbances.ts';
import { refusal } from '../../../../fixtures/modelServer/reply.ts';
import { startOpenAI, type OpenAIServer } from '../../../../fixtures/openai/openai.ts';
import { ask, take, TOOLS, user } from '../../../models/turn.ts';
import { memoryLog } from '../../../../support/log.ts';
import { makePdf } from '../../read/makePdf.ts';
import { docentAt, docentWith, heldBy, indexHosted, LABEL, makeRoom, type Room } from './support/room.ts';

/** A secret that is one, and stands in no file. */
const KEY = ['sk', 'proj', 'Abcd1234Efgh5678Ijkl9012Mnop3456'].join('-');
const signal = new AbortController().signal;

suite('a vector store at OpenAI', function () {
  this.timeout(60_000);
  let server: OpenAIServer;
  let room: Room;
  let docent: Docent;
  setup(async () => {
    server = await startOpenAI();
    room = makeRoom();
    docent = docentAt(room.data, room.folder, server.url);
  });
  teardown(async () => {
    await docent.close();
    await server.close();
    room.remove();
  });

  test('holds what the index here holds: no ignored file, no secret, and kinds that are not read there as text', async () => {
    room.write({
      'src/app.ts': `export const answer = 42;\nconst apiKey = '${KEY}';\n`,
      'data/prices.csv': 'fruit,price\npear,3\n',
      'secret.env': 'A=1\n',
      'build/out.js': 'x\n',
      '.gitignore': 'build/\n',
    });
    const { store } = await indexHosted(docent, room.folder);
    const held = heldBy(server, store.id);
    assert.deepEqual(Object.keys(held), ['data/prices.csv', 'src/app.ts']);
    assert.equal(JSON.stringify(held).includes(KEY), false);
    assert.ok(server.files.all.every(({ about }) => /\.(ts|csv\.txt)$/.test(about.filename)), server.files.all.map(({ about }) => about.filename).join());
    assert.equal(server.files.all.some(({ bytes }) => Buffer.from(bytes).includes(KEY)), false);
  });

  test('costs what the dry run says, and the dry run asks nobody', async () => {
    const text = (index: number) => `${'The tide comes in, and the boats rise. '.repeat(index * 40)}\nEnd ${index}: é\n`;
    room.write(Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`notes/n${index}.md`, text(index)])));
    await docent.workspace.store.sync([{ path: room.folder, prefix: '' }], { exclude: [] });
    const plan = await docent.hosted.plan(null);
    assert.equal(server.calls.length, 0);
    assert.equal(plan.uploads.length, 30);
    const { store } = await indexHosted(docent, room.folder);
    assert.equal(plan.storedBytes, server.vectorStores.bytes());
    assert.equal(plan.pricePerDay(0), server.vectorStores.bill());
    assert.equal(plan.uploadBytes, server.files.all.reduce((sum, { about }) => sum + about.bytes, 0));
    // Where all that is free is used by others.
    assert.ok(Math.abs(plan.pricePerDay(5e9) - (plan.storedBytes / 1e9) * 0.1) < 1e-12);
    const next = await docent.hosted.plan(store.id);
    assert.deepEqual([next.uploads.length, next.unchanged, next.storedBytes], [0, 30, plan.storedBytes]);
  });

  test('is searched with the same citations: the file here, and the lines in it', async () => {
    const lines = Array.from({ length: 400 }, (_, index) => (index === 230 ? 'The lighthouse keeper trims the wick at dusk.' : `Line ${index} tells of something else entirely.`));
    room.write({ 'docs/log.md': lines.join('\n'), 'docs/other.md': 'Nothing of note.\n' });
    const { store } = await indexHosted(docent, room.folder);
    const found = await (await docent.hosted.searched(store.id))?.search('lighthouse keeper wick', { limit: 5 });
    const [passage] = found ?? [];
    assert.equal(passage?.file.id, join(room.folder, 'docs/log.md'));
    assert.ok(passage && passage.focus.start <= 231 && passage.focus.end >= 231, JSON.stringify(passage?.focus));
    assert.equal(passage.text, lines.slice(passage.lines.start - 1, passage.lines.end).join('\n'));
    // Edited since: the lines are those that were uploaded, and the citation finds them again.
    room.write({ 'docs/log.md': ['A new heading', '', ...lines].join('\n') });
    const citation = { file: passage.file, lines: passage.focus, quote: lines.slice(passage.focus.start - 1, passage.focus.end).join('\n') };
    const { found: now } = await docent.workspace.store.locate({ citation, shown: null });
    assert.deepEqual([now.kind, now.kind === 'moved' && now.lines.start], ['moved', passage.focus.start + 2]);
  });

  test('is what the workspace’s chat searches, once it is chosen', async () => {
    room.write({ 'a.md': 'The anchor holds.\n' });
    const { store } = await indexHosted(docent, room.folder);
    const workspace = await docent.workspace.id();
    await docent.hosted.choose(workspace, store.id);
    assert.equal((await docent.hosted.searchedIn(workspace))?.id, store.id);
    await docent.hosted.choose(workspace, null);
    assert.equal(await docent.hosted.searchedIn(workspace), null);
  });

  test('takes single files: a PDF goes as it is, and one that can’t be read is left out with its reason', async () => {
    const pdf = makePdf([['The specification comes first.']]);
    room.write({ 'guide.pdf': pdf, 'photo.png': new Uint8Array([137, 80, 78, 71, 0, 1]), 'id_rsa': 'x' });
    const store = await docent.hosted.create(LABEL, 'Documents', null, signal);
    const paths = ['guide.pdf', 'photo.png', 'id_rsa'].map((name) => join(room.folder, name));
    const report = await docent.hosted.addFiles(store.id, paths, { signal });
    assert.equal(report.uploaded, 1);
    assert.deepEqual(report.leftOut.map(({ path }) => path).sort(), ['id_rsa', 'photo.png']);
    assert.deepEqual(Buffer.from(server.files.all[0]?.bytes ?? []), readFileSync(join(room.folder, 'guide.pdf')));
    const found = await (await docent.hosted.searched(store.id))?.search('specification', { limit: 3 });
    assert.equal(found?.[0]?.file.id, paths[0]);
    assert.match((await docent.hosted.text(String(paths[0]))) ?? '', /specification comes first/);
    // Added again it is there already.
    assert.equal((await docent.hosted.addFiles(store.id, paths.slice(0, 1), { signal })).unchanged, 1);
    assert.equal(server.files.all.length, 1);
  });

  test('of a team is used by its id: its files are cited by their paths, and nothing is put into it where it is read only', async () => {
    const client = new OpenAI({ baseURL: server.url, apiKey: 'x' });
    const file = await client.files.create({ file: new File(['Intro.\nThe harbour opens at six.\n'], 'h.md'), purpose: 'user_data' });
    const { id } = await client.vectorStores.create({ name: 'Team' });
    await client.vectorStores.files.create(id, { file_id: file.id, attributes: { path: 'team/harbour.md' } });
    await docent.hosted.adopt(LABEL, id, 'readOnly', signal);
    const store = await docent.hosted.searched(id);
    const [passage] = (await store?.search('harbour opens', { limit: 3 })) ?? [];
    assert.deepEqual([passage?.file.path, passage?.file.id], ['team/harbour.md', `${id}/${file.id}`]);
    assert.equal(await docent.hosted.text(`${id}/${file.id}`), 'Intro.\nThe harbour opens at six.\n');
    await assert.rejects(docent.hosted.sync(id, { signal }), { code: 'hosted_read_only' });
    await assert.rejects(docent.hosted.adopt(LABEL, 'vs_none', 'readOnly', signal), { code: 'hosted_store_gone' });
  });

  test('follows a file that is moved by its path alone: nothing is uploaded again', async () => {
    room.write({ 'one.md': 'The anchor holds.\n', 'two.md': 'Another.\n' });
    const { store } = await indexHosted(docent, room.folder);
    const uploads = server.files.all.length;
    renameSync(join(room.folder, 'one.md'), join(room.folder, 'three.md'));
    const { report } = await indexHosted(docent, room.folder);
    assert.deepEqual([report.uploaded, report.moved, report.removed], [0, 1, 0]);
    assert.deepEqual([Object.keys(heldBy(server, store.id)), server.files.all.length], [['three.md', 'two.md'], uploads]);
  });

  suite('what goes wrong is one sentence with a way out, and what is there stays', () => {
    setup(() => room.write({ 'a.md': 'The anchor holds.\n', 'b.md': 'The boat drifts.\n' }));

    test('a store that was deleted elsewhere, or has expired', async () => {
      const { store } = await indexHosted(docent, room.folder);
      server.vectorStores.find(store.id)?.expire();
      await assert.rejects(docent.hosted.sync(store.id, { signal }), { code: 'hosted_store_expired', action: 'indexHosted' });
      await new OpenAI({ baseURL: server.url, apiKey: 'x' }).vectorStores.delete(store.id);
      await assert.rejects(docent.hosted.sync(store.id, { signal }), { code: 'hosted_store_gone', action: 'indexHosted' });
      assert.equal((await docent.hosted.get(store.id))?.trouble?.code, 'hosted_store_gone');
      await assert.rejects(async () => (await docent.hosted.searched(store.id))?.search('anchor', { limit: 1 }), { code: 'hosted_store_gone' });
    });

    test('a key without rights, and one that is not accepted', async () => {
      server.disturb((call) => (call.includes('vector_stores') ? { answer: NO_RIGHTS, isDone: false } : null));
      await assert.rejects(indexHosted(docent, room.folder), { code: 'hosted_denied', action: 'setApiKey', message: /no rights to files and vector stores/ });
      server.disturb(() => ({ answer: refusal(401, 'Incorrect API key provided.', 'invalid_api_key'), isDone: false }));
      await assert.rejects(indexHosted(docent, room.folder), { code: 'hosted_unauthorized', action: 'setApiKey' });
    });

    test('a quota that is reached in the middle: the next time goes on from there', async () => {
      let uploads = 0;
      const quota = { status: 429, body: { error: { message: 'You exceeded your current quota.', type: 'insufficient_quota', code: 'credit_balance_exhausted' } } };
      server.disturb((call) => (call === 'POST /v1/files' && ++uploads > 1 ? { answer: quota, isDone: false } : null));
      await assert.rejects(indexHosted(docent, room.folder), { code: 'hosted_quota', action: 'indexHosted' });
      assert.equal(server.files.all.length, 1);
      server.disturb();
      const { store } = await indexHosted(docent, room.folder);
      assert.deepEqual([server.files.all.length, Object.keys(heldBy(server, store.id))], [2, ['a.md', 'b.md']]);
    });

    test('a project whose storage is full, and a file that OpenAI refuses while the others go on', async () => {
      server.refuse(/^POST \/v1\/files$/, refusal(400, 'You have exceeded your file storage quota.', 'storage_quota_exceeded'));
      await assert.rejects(indexHosted(docent, room.folder), { code: 'hosted_storage_full', action: 'cleanUpHosted' });
      server.refuse(/^POST \/v1\/files$/, refusal(400, 'The file is not allowed.'));
      const { report } = await indexHosted(docent, room.folder);
      assert.deepEqual(report.leftOut.map(({ reason }) => reason), ['was refused: The file is not allowed']);
    });

    test('a server without vector stores, and one that is not there', async () => {
      server.disturb(() => ({ answer: { status: 404, body: { error: { code: '404', message: 'Resource not found' } } }, isDone: false }));
      await assert.rejects(docent.hosted.survey(LABEL, signal), { code: 'hosted_without_stores' });
      await server.close();
      await assert.rejects(docent.hosted.survey(LABEL, signal), { code: 'model_unreachable' });
      server = await startOpenAI();
    });
  });

  suite('clean-up', () => {
    test('lists what lies there, ours and others’, with what nobody needs any more, and deletes what is chosen', async () => {
      room.write({ 'a.md': 'The anchor holds.\n' });
      const { store } = await indexHosted(docent, room.folder);
      const foreign = server.files.put('report.pdf', 'x');
      const orphan = server.files.put('docent-00000000-0000000000000000-old.md', 'x');
      const client = new OpenAI({ baseURL: server.url, apiKey: 'x' });
      await client.containers.create({ name: 'docent thread_gone k1' });
      await client.containers.create({ name: 'theirs' });
      const { things, storedBytes } = await docent.hosted.survey(LABEL, signal);
      assert.equal(storedBytes, server.vectorStores.bytes());
      const told = things.map(({ kind, name, isOurs, orphan: why }) => [kind, name, isOurs, why]);
      assert.deepEqual(told, [
        ['store', 'project', true, null],
        ['file', 'a.md', true, null],
        ['file', 'report.pdf', false, null],
        ['file', orphan.about.filename, true, 'in no store'],
        ['container', 'docent thread_gone k1', true, 'its thread is deleted'],
        ['container', 'theirs', false, null],
      ]);
      server.disturb((call) => (call === `DELETE /v1/files/${orphan.about.id}` ? { answer: NO_RIGHTS, isDone: false } : null));
      const { deleted, failed } = await docent.hosted.delete(LABEL, things.filter(({ isOurs }) => isOurs), signal);
      assert.deepEqual([deleted.length, failed.map(({ thing }) => thing.id)], [3, [orphan.about.id]]);
      server.disturb();
      // What could not be deleted is there still, and so it is told.
      const left = (await docent.hosted.survey(LABEL, signal)).things;
      assert.deepEqual(left.map(({ name }) => name), ['report.pdf', orphan.about.filename, 'theirs']);
      assert.deepEqual([await docent.hosted.get(store.id), await docent.hosted.files(store.id)], [null, []]);
      assert.ok(server.files.find(foreign.about.id));
    });

    test('knows Docent’s containers, whatever they are called, and one whose making was not answered', async () => {
      const settings = { id: 'openai/stand-in', servers: { openai: server.url }, azureEndpoint: '', prices: {}, interpreter: 'openai' } as const;
      const models = createModels({ settings: () => settings, apiKey: async () => 'sk-test', vscodeModel: null, log: memoryLog(), made: docent.hosted.made });
      const model = models(null, EDITOR_ADVICE);
      const { id: threadId } = await docent.threads.create({ origin: 'chat', workspace: '', title: 'T' });
      server.script({ hosted: [{ code: '1', logs: '1' }], text: 'One.' });
      await take(model, { ...ask('x', { tools: TOOLS }), threadId });
      room.write({ 'sales.csv': 'a\n' });
      const attached = user('x', { type: 'file', file: dataAttachment({ name: 'sales.csv', path: join(room.folder, 'sales.csv'), bytes: 2 }) });
      server.disturb((call) => (call === 'POST /v1/containers' ? { answer: NO_RIGHTS, isDone: true } : null));
      await take(model, { ...ask('', { items: [attached], tools: TOOLS }), threadId: 'gone' });
      server.disturb();
      await new OpenAI({ baseURL: server.url, apiKey: 'x' }).containers.create({ name: 'auto' });
      const { things } = await docent.hosted.survey(LABEL, signal);
      assert.deepEqual(things.map(({ isOurs, orphan }) => [isOurs, orphan]), [[true, null], [true, 'its thread is deleted'], [false, null]]);
      await docent.hosted.delete(LABEL, things.filter(({ isOurs }) => isOurs), signal);
      assert.deepEqual(server.containers.all.map(({ name }) => name), ['auto']);
    });

    test('knows Docent’s own where the ledger is lost', async () => {
      room.write({ 'a.md': 'The anchor holds.\n' });
      await indexHosted(docent, room.folder);
      await docent.close();
      rmSync(room.data, { recursive: true });
      docent = docentAt(room.data, room.folder, server.url);
      const { things } = await docent.hosted.survey(LABEL, signal);
      assert.deepEqual(things.map(({ kind, isOurs }) => [kind, isOurs]), [['store', true], ['file', true]]);
    });
  });

  test('is renamed, and a file of it deleted, there and here', async () => {
    room.write({ 'a.md': 'The anchor holds.\n', 'b.md': 'The boat drifts.\n' });
    const { store } = await indexHosted(docent, room.folder);
    await docent.hosted.rename(store.id, 'Renamed', signal);
    assert.deepEqual([server.vectorStores.find(store.id)?.about().name, (await docent.hosted.get(store.id))?.name], ['Renamed', 'Renamed']);
    const files = await docent.hosted.files(store.id);
    await docent.hosted.remove(store.id, files.slice(0, 1), signal);
    assert.deepEqual([(await docent.hosted.files(store.id)).length, server.files.all.length], [1, 1]);
  });

  test('holds a file once, though the answer to its upload did not come and it was sent again', async () => {
    room.write({ 'a.md': 'The anchor holds.\n' });
    const disturb = failing(/^POST/, 1);
    disturb('POST');
    let once = true;
    server.disturb((call) => (call === 'POST /v1/files' && once ? ((once = false), disturb(call)) : null));
    await indexHosted(docent, room.folder);
    assert.equal(server.calls.filter((call) => call === 'POST /v1/files').length, 2);
    assert.equal(server.files.all.length, 1);
  });

  test('is made once, though the answer to its making did not come', async () => {
    room.write({ 'a.md': 'The anchor holds.\n' });
    const disturb = failing(/^POST \/v1\/vector_stores$/, 1);
    disturb('POST /v1/vector_stores');
    let once = true;
    server.disturb((call) => (call === 'POST /v1/vector_stores' && once ? ((once = false), disturb(call)) : null));
    await indexHosted(docent, room.folder);
    assert.equal(server.vectorStores.all.length, 1);
  });
});

suite('a vector store at Azure', () => {
  test('is filled, searched and deleted with the key where Azure wants it, and nowhere else', async () => {
    const server = await startOpenAI({ apiKey: 'azure-key', isAzure: true });
    const room = makeRoom();
    const [service] = serversOf({ id: '', servers: {}, azureEndpoint: server.url, prices: {}, interpreter: 'local' }).filter(({ name }) => name === AZURE);
    assert(service);
    const docent = docentWith(room.data, room.folder, { ...service, apiKey: async () => 'azure-key' });
    try {
      room.write({ 'tides.md': 'High tide is at noon.\n' });
      const { store, report } = await indexHosted(docent, room.folder, signal, service.label);
      assert.equal(report.uploaded, 1);
      const [passage] = (await (await docent.hosted.searched(store.id))?.search('high tide', { limit: 1 })) ?? [];
      assert.equal(passage?.file.id, join(room.folder, 'tides.md'));
      const { things } = await docent.hosted.survey(service.label, signal);
      await docent.hosted.delete(service.label, things, signal);
      assert.deepEqual([server.vectorStores.all.length, server.files.all.length], [0, 0]);
    } finally {
      await docent.close();
      await server.close();
      room.remove();
    }
  });
});
