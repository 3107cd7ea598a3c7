import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SAMPLE } from '../../../scripts/paths.ts';
import { createDocent, type Docent } from '../../../src/core/docent.ts';
import { textPart, userMessage } from '../../../src/core/types/item.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { quickPick } from '../support/quickPick.ts';
import { useDocent } from '../support/suite.ts';

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
    const pick = quickPick(workbench);
    await workbench.runCommand('Docent: Threads');
    await pick.choose('Threads of All Workspaces');
    const row = pick.row('Tides of the other folder');
    await row.filter({ hasText: path.basename(folder) }).waitFor();
    await row.hover();
    await row.getByRole('button', { name: 'Bring to This Workspace' }).click();
    await row.getByRole('button', { name: 'Bring to This Workspace' }).waitFor({ state: 'detached' });
    await pick.close();
    await workbench.runCommand('Docent: Threads');
    await pick.choose('Tides of the other folder');
    await chat.questions.filter({ hasText: 'When is high tide?' }).waitFor();
  });

  test('that are shown here get what happens there', async () => {
    const { chat } = docent();
    const [thread] = await other.threads.list({ workspace: null, origins: ['chat'] });
    await other.runs.add(thread?.id ?? '', [userMessage([textPart('And when is low tide?')])]);
    await chat.questions.filter({ hasText: 'And when is low tide?' }).waitFor();
  });
});
