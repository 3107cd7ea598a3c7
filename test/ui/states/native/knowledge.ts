import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SAMPLE } from '../../../../scripts/paths.ts';
import { createDocent } from '../../../../src/core/docent.ts';
import { limitOf, NO_RIGHTS } from '../../../fixtures/openai/disturbances.ts';
import { startOpenAI } from '../../../fixtures/openai/openai.ts';
import { docentOptions } from '../../../support/docentOptions.ts';
import { knowledgeView } from '../../support/knowledge.ts';
import { quickPick } from '../../support/quickPick.ts';
import type { Docent } from '../../support/suite.ts';
import { foldChat, type Story } from './story.ts';

const DAY_MS = 86_400_000;
/** So many that one sees it being indexed. */
const MANY_FILES = 6_000;

/** Stores as another window makes them: one in use, with a file that can't be read, and one whose time is over. */
async function fillStores({ folder, workbench }: Docent): Promise<void> {
  const other = createDocent(docentOptions(path.join(workbench.home, 'data', 'User', 'globalStorage', 'docent.docent')));
  try {
    const { id } = await other.vectorStores.create({ name: 'SDD Documentation', description: 'What is built, and why', metadata: {}, expiresAfterDays: 7 }, []);
    await other.vectorStores.addFromDisk(id, [
      { place: 'docs/sdd-guide.pdf', content: path.join(folder, 'docs', 'sdd-guide.pdf') },
      { place: 'docs/README.md', content: path.join(folder, 'README.md') },
      { place: 'scans/harbour-in-the-year-of-the-flood.png', content: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) },
    ]);
    await other.vectorStores.settled([id], AbortSignal.timeout(30_000));
    const [createdAt, lastActiveAt] = [Date.now() - 40 * DAY_MS, Date.now() - 30 * DAY_MS];
    await other.vectorStores.restore({ id: 'vs_old', name: 'Meeting notes', description: '', metadata: {}, expiresAfterDays: 7, createdAt, lastActiveAt, expired: false });
    await other.vectorStores.get('vs_old');
    await other.files.upload({ name: 'orphan.md', mime: 'text/markdown', bytes: new TextEncoder().encode('Nobody refers to it.') }, 'assistants', null);
  } finally {
    await other.close();
  }
}

export const KNOWLEDGE: Story = {
  name: 'native knowledge',
  options: { folder: SAMPLE },
  async tell({ docent, set, shoot }) {
    const { folder, workbench } = docent;
    const { page } = workbench;
    const knowledge = knowledgeView(() => docent);
    const picker = quickPick(workbench);
    const dialog = (text: RegExp) => page.getByRole('dialog').filter({ hasText: text });
    const run = (title: string) => workbench.runCommand(`Docent: ${title}`);
    const openai = await startOpenAI();
    try {
      await run('Focus on Knowledge View');
      await foldChat(docent);
      await shoot('knowledge empty', 'sideBar');

      const many = path.join(folder, 'many');
      mkdirSync(many);
      for (let index = 0; index < MANY_FILES; index++) writeFileSync(path.join(many, `note-${index}.md`), `# Note ${index}\n\n${'The harbour opens at six in the morning. '.repeat(20)}\n`);
      await run('Index Workspace');
      await knowledge.row(/indexing \d+ of/).waitFor();
      await shoot('knowledge working', 'window');
      await run('Pause Indexing');
      await knowledge.row(/paused/).waitFor();
      await shoot('knowledge paused', 'sideBar');
      rmSync(many, { recursive: true });
      await run('Resume Indexing');
      await knowledge.row(/^Index Workspace, \d\d files/).waitFor({ timeout: 60_000 });

      await fillStores(docent);
      await knowledge.row(/SDD Documentation, 3 files, 1 failed/).waitFor();
      await knowledge.focus();
      await knowledge.moveTo(/SDD Documentation/);
      await knowledge.press('ArrowRight');
      await knowledge.moveTo('scans, 1 file, 1 left out');
      await knowledge.press('ArrowRight');
      await knowledge.row(/^harbour-in-the-year.*failed/).waitFor();
      await knowledge.moveTo('docs, 2 files');
      await knowledge.press('ArrowRight');
      await knowledge.row('sdd-guide.pdf, indexed').waitFor();
      await shoot('knowledge stores, a failed file and an expired store', 'sideBar');
      await knowledge.moveTo(/^Vector store SDD Documentation/);
      await knowledge.press('Shift+F10');
      await page.getByRole('menuitem').first().waitFor();
      await shoot('knowledge menu of a store', 'window');
      await knowledge.press('Escape');

      set({ 'docent.model.servers': { openai: openai.url } });
      await workbench.runCommand('Notifications: Clear All Notifications');
      await run('Index Workspace at OpenAI');
      await picker.answer('API key for OpenAI', 'sk-stand-in');
      await dialog(/Upload \d+ files to OpenAI\?/).waitFor();
      await shoot('hosted consent', 'window');
      openai.disturb(limitOf(/^POST \/v1\/files/, 1));
      await dialog(/Upload \d+ files/).getByRole('button', { name: 'Upload' }).click();
      await knowledge.row(/^Hosted vector store.*uploading/).waitFor();
      await shoot('knowledge hosted, uploading', 'window');
      openai.disturb();
      await knowledge.row(/^Hosted vector store.*, \d+ files$/).waitFor({ timeout: 60_000 });
      await run('Clean Up at OpenAI');
      await page.getByRole('button', { name: 'Select All of Docent’s' }).click();
      await shoot('hosted clean-up', 'window');
      await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
      await dialog(/Delete at OpenAI for good/).waitFor();
      await shoot('hosted clean-up, asked once more', 'window');
      openai.refuse(/^DELETE \/v1\/files/, NO_RIGHTS);
      await dialog(/Delete at OpenAI for good/).getByRole('button', { name: 'Delete' }).click();
      await workbench.notification(/could not be deleted at OpenAI/).waitFor({ timeout: 120_000 });
      await shoot('hosted clean-up, failed in part', 'window');
      await run('Clean Up…');
      await knowledge.push('Clean Up', /^Choose Orphans/);
      await page.locator('.quick-input-title', { hasText: /^Clean Up: \d+ of \d+ chosen/ }).waitFor();
      await shoot('clean-up', 'window');
      await knowledge.confirm();
      await dialog(/for good\?/).waitFor();
      await shoot('clean-up, asked once more', 'window');
    } finally {
      await openai.close();
    }
  },
};

export const UNTRUSTED: Story = {
  name: 'native restricted',
  options: { folder: SAMPLE, askTrust: true },
  async tell({ docent, shoot }) {
    await docent.workbench.runCommand('Docent: Focus on Knowledge View');
    await shoot('knowledge in Restricted Mode', 'window');
  },
};
