import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OUT } from '../../../scripts/paths.ts';
import { startEmbeddingServer, type EmbeddingServer } from '../../fixtures/embeddings/embeddingServer.ts';
import { quickPick } from '../support/quickPick.ts';
import { eventually } from '../support/eventually.ts';
import { useDocent } from '../support/suite.ts';

suite('an embedding model', () => {
  const docent = useDocent();
  let server: EmbeddingServer;
  suiteSetup(async () => {
    server = await startEmbeddingServer({ synonyms: { vehicle: 'automobile', fuel: 'petrol' } });
    const { chat, workbench, configure, write } = docent();
    write('cars.md', 'The automobile needs petrol.\n');
    write('food.md', 'Apples and pears.\n');
    configure({ 'docent.model.id': 'near/stand-in', 'docent.model.servers': { near: server.url } });
    await chat.button('stand-in').waitFor();
    configure({ 'docent.model.servers': { near: server.url } });
    await chat.button('Search only').waitFor();
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.page.getByText(/Docent: \d+ files/).first().waitFor();
  });
  suiteTeardown(() => server.close());

  test('is chosen, and embeds what is indexed once the user has agreed; then search finds what has no word of the question', async () => {
    const { chat, workbench } = docent();
    await workbench.runCommand('Docent: Choose Embedding Model');
    await quickPick(workbench).choose('embed-a');
    const consent = workbench.page.getByRole('dialog').filter({ hasText: /Embed this workspace with near\/embed-a\?/ });
    for (const words of [/passages of what is indexed go to near on this machine, about \d+ tokens/, /It costs nothing\. It takes roughly 1 minute/, /what is searched for/]) {
      await consent.filter({ hasText: words }).waitFor();
    }
    assert.equal(server.answered.length, 0);
    await workbench.screenshot(path.join(OUT, 'pictures', 'embeddingConsent.png'));
    await consent.getByRole('button', { name: 'Embed' }).click();
    await eventually(() => assert.ok(server.answered.flat().includes('The automobile needs petrol.')));
    await chat.ask('vehicle fuel');
    await chat.newest.filter({ hasText: 'cars.md' }).waitFor();
    assert.ok(server.answered.flat().includes('vehicle fuel'));
  });

  test('at a server that sends on what it is asked, the view says who gets what is searched for', async () => {
    const { chat, configure, newThread, folder } = docent();
    await newThread();
    await chat.frame.getByText(/Everything stays on this machine\./).waitFor();
    const settings = JSON.parse(readFileSync(path.join(folder, '.vscode', 'settings.json'), 'utf8')) as object;
    configure({ ...settings, 'docent.model.servers': { near: { url: server.url, remote: true } } });
    const host = new URL(server.url).host;
    await chat.frame.getByText(`What is searched for goes to ${host}.`).waitFor();
    await chat.frame.locator(`button[title*="What is searched for goes to ${host}"]`).waitFor();
  });
});
