import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OUT } from '../../../scripts/paths.ts';
import { startEmbeddingServer, type EmbeddingServer } from '../../fixtures/embeddings/embeddingServer.ts';
import { quickPick } from '../support/quickPick.ts';
import { eventually } from '../support/eventually.ts';
import type { Docent } from '../support/suite.ts';

/** Called in a suite with a workbench, after its other tests. */
export const embeddings = (docent: () => Docent) => suite('an embedding model', () => {
  let server: EmbeddingServer;
  suiteSetup(async () => {
    server = await startEmbeddingServer({ synonyms: { vehicle: 'automobile', fuel: 'petrol', ship: 'yacht' } });
    const { chat, configure, newThread, write } = docent();
    write('cars.md', 'The automobile needs petrol.\n');
    write('food.md', 'Apples and pears.\n');
    configure({ 'docent.model.id': 'near/stand-in', 'docent.model.servers': { near: server.url } });
    await chat.button('stand-in').waitFor();
    configure({ 'docent.model.servers': { near: server.url } });
    await chat.button('Search only').waitFor();
    await newThread();
  });
  suiteTeardown(() => server.close());

  test('is offered where models are chosen', async () => {
    const { workbench } = docent();
    await workbench.runCommand('Docent: Select Model');
    await quickPick(workbench).row('Search by Meaning, Too…').filter({ hasText: 'embed-a' }).click();
    await quickPick(workbench).row('embed-a').waitFor();
    await quickPick(workbench).close();
  });

  test('is chosen, and embeds what is indexed once the user has agreed; then search finds what has no word of the question', async () => {
    const { workbench } = docent();
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
    await foundBy('vehicle fuel', 'cars.md');
    assert.ok(server.answered.flat().includes('vehicle fuel'));
  });

  /** What the server has answered is found once it is kept. */
  async function foundBy(question: string, file: string): Promise<void> {
    const { chat } = docent();
    await eventually(async () => {
      await chat.ask(question);
      await chat.ended();
      assert.ok(await chat.newest.filter({ hasText: file }).isVisible());
    });
  }

  test('is stopped at any time, which one can read, and goes on when it is chosen again', async () => {
    const { chat, workbench, write, newThread } = docent();
    const release = server.hold();
    const asked = server.paths.length;
    write('boats.md', 'A yacht leaves at dawn.\n');
    await eventually(() => assert.ok(server.paths.length > asked));
    await workbench.runCommand('Docent: Stop Embedding');
    await eventually(async () => {
      await workbench.page.mouse.move(700, 300);
      await workbench.statusBar(/Docent: \d+ files/).hover();
      await workbench.page.getByText('Embedding is stopped').waitFor({ timeout: 2_000 });
    });
    release();
    await newThread();
    await chat.ask('ship');
    await chat.ended();
    assert.equal(await chat.newest.filter({ hasText: 'boats.md' }).count(), 0);
    await workbench.runCommand('Docent: Choose Embedding Model');
    await quickPick(workbench).choose('embed-a');
    await workbench.page.getByRole('dialog').getByRole('button', { name: 'Embed' }).click();
    await eventually(() => assert.ok(server.answered.flat().includes('A yacht leaves at dawn.')));
    await foundBy('ship', 'boats.md');
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
