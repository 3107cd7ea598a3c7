import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SAMPLE } from '../../../scripts/paths.ts';
import { STEPS } from '../../../src/core/data/schema.ts';
import type { Locator } from '../../vscode-host/scripts/browser.ts';
import { lookRight, widen, WIDTHS } from './looks.ts';
import { eventually } from './eventually.ts';
import { quickPick } from './quickPick.ts';
import { useDocent, type Docent } from './suite.ts';

export const QUESTION = 'How is the retry delay computed?';

/** What is made in the folder that a user chooses. */
const NAME = 'docent-data';
/** The data is copied, and all of VS Code is started anew. */
const RELOAD_LIMIT_MS = 60_000;
/** So long one waits for a box that closes or opens before one looks again. */
const STEP_MS = 2_000;

/** How Docent shows the data's states, in a workbench that has an index, a thread and a copy of them. */
export interface StatesView {
  readonly docent: () => Docent;
  /** Where the data lies. */
  readonly dir: () => string;
  /** Has the data kept in another folder, as a user does; the window is loaded anew. @param yes what one agrees to */
  readonly keepIn: (place: string, yes: string) => Promise<void>;
  readonly file: () => string;
  /** What says this of the data. */
  readonly panel: (sentence: RegExp) => Locator;
  readonly looksRight: (name: string) => Promise<void>;
}

export function useStates(): StatesView {
  const docent = useDocent({ folder: SAMPLE });
  let kept: string | null = null;
  const dir = () => kept ?? path.join(docent().workbench.home, 'data', 'User', 'globalStorage', 'docent.docent');
  const file = () => path.join(dir(), 'docent.db');
  const panel = (sentence: RegExp) => docent().chat.frame.getByRole('alert', { name: 'Docent’s data' }).filter({ hasText: sentence });

  async function keepIn(place: string, yes: string): Promise<void> {
    const { page } = docent().workbench;
    const picker = quickPick(docent().workbench);
    await picker.choose('Keep the data in another folder');
    await picker.type(place, 'Keep Docent’s Data In');
    // Until it is listed, the box still means the folder that it came with.
    await picker.row(path.basename(place)).waitFor();
    const agree = page.locator('.monaco-dialog-box').getByRole('button', { name: yes });
    const here = page.locator('.quick-input-widget').getByText('Keep It Here');
    await eventually(async () => {
      // Until it has looked for the folder, the box goes on asking.
      if (await here.isVisible()) await here.click({ timeout: STEP_MS });
      await agree.waitFor({ timeout: STEP_MS });
    });
    const reloaded = page.waitForEvent('load', { timeout: RELOAD_LIMIT_MS });
    await agree.click();
    await reloaded;
    await docent().chat.field.waitFor({ timeout: RELOAD_LIMIT_MS });
    kept = existsSync(path.join(place, 'docent.db')) ? place : path.join(place, NAME);
  }

  /** In each theme, as narrow as the side bar comes and as wide as it is dragged. */
  async function looksRight(name: string): Promise<void> {
    for (const width of WIDTHS) {
      await widen(docent(), width);
      await lookRight(docent(), { name: `data ${name} ${width}`, settings: {}, views: [docent().chat.frame] });
    }
  }

  suiteSetup(async () => {
    const { chat, workbench } = docent();
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
    await chat.ask(QUESTION);
    await chat.sources().first().waitFor();
    await chat.ended();
    mkdirSync(path.join(dir(), 'backup'), { recursive: true });
    const db = new DatabaseSync(file());
    db.prepare('vacuum into ?').run(path.join(dir(), 'backup', `docent-v${STEPS.length}-${Date.now()}.db`));
    db.close();
  });

  return { docent, dir, keepIn, file, panel, looksRight };
}

/** As a newer version leaves it. */
export function moveOn(file: string): void {
  const db = new DatabaseSync(file);
  db.exec('pragma user_version = 999');
  db.close();
}
