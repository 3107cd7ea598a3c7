import path from 'node:path';
import { SAMPLE } from '../../../../scripts/paths.ts';
import { createDocent } from '../../../../src/core/docent.ts';
import { startModelServer } from '../../../fixtures/modelServer/modelServer.ts';
import { docentOptions } from '../../../support/docentOptions.ts';
import { modelAt } from '../../support/settings.ts';
import { quickPick } from '../../support/quickPick.ts';
import type { Docent } from '../../support/suite.ts';
import { threadsView } from '../../support/threadsView.ts';
import { answer, question } from '../../webview/support/states.ts';
import { foldChat, type Story } from './story.ts';

const DAY_MS = 86_400_000;
const TITLES = ['How are berths allocated?', 'Where is the tax rounded?', 'What is a depot, and what is it called in the ledger of the year before?', 'Analysis: sales.csv', 'Why does the nightly job fail?', 'Rename the client', 'Retry policy'];
const AGES = [0.2, 1.1, 2, 5, 12, 26, 70];

/** Threads of the last months, as another window made them. */
async function fillThreads({ folder, workbench }: Docent): Promise<void> {
  const other = createDocent(docentOptions(path.join(workbench.home, 'data', 'User', 'globalStorage', 'docent.docent'), { folders: () => [{ path: folder, prefix: '' }] }));
  try {
    const workspace = await other.workspace.id();
    const toolResources = { codeInterpreterFiles: [], vectorStores: [] };
    for (const [index, title] of TITLES.entries()) {
      const at = Date.now() - (AGES[index] ?? 0) * DAY_MS;
      const origin = title.startsWith('Analysis') ? 'analysis' : 'chat';
      const shelf = index === 2 ? 'pinned' : index === 5 ? 'archived' : undefined;
      const items = [question(title, `q_${index}`), answer(`The answer to “${title}” is in the ledger.`, `a_${index}`)].map((item) => ({ ...item, threadId: `thread_${index}`, runId: null }));
      await other.threads.restore({ id: `thread_${index}`, title, origin, workspace, toolResources, createdAt: at, updatedAt: at, metadata: {}, ...(shelf && { shelf }) }, items);
    }
    await other.threads.create({ origin: 'api', workspace: '', title: 'Asked by a script' });
  } finally {
    await other.close();
  }
}

export const THREADS: Story = {
  name: 'native threads',
  options: { folder: SAMPLE },
  async tell({ docent, set, shoot }) {
    const { chat, workbench } = docent;
    const threads = threadsView(workbench);
    const server = await startModelServer();
    try {
      await workbench.runCommand('Docent: Focus on Threads View');
      await shoot('threads empty', 'sideBar');
      await fillThreads(docent);
      await threads.row('Where is the tax rounded?').waitFor();
      set(modelAt(server.url));
      await chat.button('stand-in').waitFor();
      server.hold(4);
      await chat.ask('Say exactly: It rains on Tuesdays.');
      await threads.row('Say exactly: It rains on Tuesdays').first().waitFor();
      await foldChat(docent);
      await workbench.runCommand('Docent: Show Archived Threads');
      await threads.group('Archived').waitFor();
      await threads.focus();
      await threads.select('Where is the tax rounded?');
      await shoot('threads', 'sideBar');
      await workbench.page.keyboard.press('Shift+F10');
      await workbench.page.getByRole('menuitem').first().waitFor();
      await shoot('threads menu', 'window');
      await workbench.page.keyboard.press('Escape');
      await workbench.runCommand('Docent: Search Threads');
      await quickPick(workbench).type('ledger');
      await quickPick(workbench).row('Where is the tax rounded?').waitFor();
      await shoot('threads search', 'window');
      await quickPick(workbench).close();
      await threads.focus();
      await threads.select('Where is the tax rounded?');
      await workbench.page.keyboard.press('Delete');
      await workbench.notification(/Deleted/).waitFor();
      await shoot('threads undo', 'window');
      await workbench.runCommand('Welcome: Open Walkthrough...');
      await quickPick(workbench).choose('Get Started with Docent');
      await workbench.page.getByText('Index your workspace').first().waitFor();
      await shoot('walkthrough', 'window');
    } finally {
      await server.close();
    }
  },
};
