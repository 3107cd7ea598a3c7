import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { modelAt } from '../support/settings.ts';
import { useDocent } from '../support/suite.ts';

suite('what an answer links to', () => {
  const docent = useDocent();
  let server: ModelServer;
  let outside = '';
  suiteSetup(async () => {
    server = await startModelServer();
    const { chat, configure, folder, write } = docent();
    const lines = Array.from({ length: 20 }, (_, index) => `// line ${index + 1}`).join('\n');
    for (const file of ['src/berths.ts', 'docs/a file.md', 'one/same.ts', 'two/same.ts', 'two/[id].ts']) write(file, lines);
    outside = mkdtempSync(path.join(tmpdir(), 'docent-outside-'));
    writeFileSync(path.join(outside, 'secret.ts'), 'nothing');
    symlinkSync(path.join(outside, 'secret.ts'), path.join(folder, 'src', 'linked.ts'));
    configure(modelAt(server.url));
    await chat.button('stand-in').waitFor();
  });
  suiteTeardown(async () => {
    await server.close();
    rmSync(outside, { recursive: true });
  });

  test('are files of the workspace, at their lines, and nothing outside of it', async () => {
    const { chat, folder, workbench } = docent();
    server.script({
      text: [
        '[rel](src/berths.ts#L3) [spaced](<docs/a file.md>) `berths.ts:5` same.ts:7 `two/[id].ts`',
        `[absolute](${folder}/src/berths.ts:9) [outside](${outside}/secret.ts) [up](../${path.basename(outside)}/secret.ts) src/linked.ts src/gone.ts:3 [etc](/etc/passwd)`,
      ].join('\n\n'),
    });
    await chat.ask('Where?');
    const links = chat.newest.getByRole('link');
    await chat.ended();
    await links.nth(5).waitFor();
    assert.deepEqual(await links.allTextContents(), ['rel', 'spaced', 'berths.ts:5', 'same.ts:7', 'two/[id].ts', 'absolute']);
    await links.nth(0).click();
    await workbench.activeTab('berths.ts').waitFor();
    await workbench.statusBar(/Ln 3\b/).waitFor();
    await links.nth(1).click();
    await workbench.activeTab('a file.md').waitFor();
    await links.nth(5).press('Enter');
    await workbench.statusBar(/Ln 9\b/).waitFor();
    await links.nth(3).click();
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.nth(1).waitFor();
    await rows.filter({ hasText: 'two/same.ts' }).click();
    await workbench.activeTab('same.ts').waitFor();
    await workbench.statusBar(/Ln 7\b/).waitFor();
  });
});
