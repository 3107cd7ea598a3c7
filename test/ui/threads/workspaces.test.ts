import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SAMPLE } from '../../../scripts/paths.ts';
import { createDocent, type Docent } from '../../../src/core/docent.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { useDocent } from '../support/suite.ts';
import { threadsView } from '../support/threadsView.ts';

suite('threads of other windows', () => {
  const docent = useDocent({ folder: SAMPLE });
  let other: Docent;
  let folder = '';
  suiteSetup(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'docent-other-'));
    const data = globSync(path.join(docent().workbench.home, 'data', 'User', 'globalStorage', 'docent.docent', 'docent.db'))[0] ?? '';
    // As another window has it, with another folder open.
    other = createDocent(docentOptions(path.dirname(data), { folders: () => [{ path: folder, prefix: '' }] }));
    const { id } = await other.threads.create({ origin: 'chat', workspace: await other.workspace.id(), title: 'Tides of the other folder' });
    await other.runs.add(id, [userMessage([textPart('When is high tide?')])]);
  });
  suiteTeardown(async () => {
    await other.close();
    rmSync(folder, { recursive: true });
  });

  test('are listed on request with the names of their folders, brought here and opened', async () => {
    const { chat, workbench } = docent();
    const threads = threadsView(workbench);
    const { keyboard } = workbench.page;
    await workbench.runCommand('Docent: Focus on Threads View');
    await workbench.runCommand('Docent: Show Threads of All Workspaces');
    await threads.row('Tides of the other folder').filter({ hasText: path.basename(folder) }).waitFor();
    await threads.focus();
    await threads.select('Tides of the other folder');
    await keyboard.press('Shift+F10');
    await workbench.page.getByRole('menuitem', { name: 'Bring Thread to This Workspace' }).click();
    await threads.row('Tides of the other folder').filter({ hasNotText: path.basename(folder) }).waitFor();
    await workbench.runCommand('Docent: Show Threads of This Workspace Alone');
    await threads.focus();
    await threads.select('Tides of the other folder');
    await keyboard.press('Enter');
    await chat.questions.filter({ hasText: 'When is high tide?' }).waitFor();
  });

  test('that another window begins come into the view by themselves', async () => {
    const threads = threadsView(docent().workbench);
    await threads.focus();
    const [shown] = await other.threads.list({ workspace: null, origins: ['chat'] });
    const { id } = await other.threads.create({ origin: 'api', workspace: shown?.workspace ?? '', title: 'Asked by a script' });
    await threads.group('Made by Scripts').waitFor();
    await threads.select('Made by Scripts');
    await docent().workbench.page.keyboard.press('ArrowRight');
    await threads.row('Asked by a script').waitFor();
    await other.threads.update(id, { title: 'Renamed there' });
    await threads.row('Renamed there').waitFor();
  });

  test('that are shown here get what happens there', async () => {
    const { chat } = docent();
    const [thread] = await other.threads.list({ workspace: null, origins: ['chat'] });
    await other.runs.add(thread?.id ?? '', [userMessage([textPart('And when is low tide?')])]);
    await chat.questions.filter({ hasText: 'And when is low tide?' }).waitFor();
  });
});
