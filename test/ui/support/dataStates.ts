import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SAMPLE } from '../../../scripts/paths.ts';
import { STEPS } from '../../../src/core/data/schema.ts';
import type { Locator } from '../../vscode-host/scripts/browser.ts';
import { lookRight, widen, WIDTHS } from './looks.ts';
import { useDocent, type Docent } from './suite.ts';

export const QUESTION = 'How is the retry delay computed?';

/** How Docent shows the data's states, in a workbench that has an index, a thread and a copy of them. */
interface StatesView {
  readonly docent: () => Docent;
  /** Where the data lies. */
  readonly dir: () => string;
  readonly file: () => string;
  /** What says this of the data. */
  readonly panel: (sentence: RegExp) => Locator;
  readonly looksRight: (name: string) => Promise<void>;
}

export function useStates(): StatesView {
  const docent = useDocent({ folder: SAMPLE });
  const dir = () => path.join(docent().workbench.home, 'data', 'User', 'globalStorage', 'docent.docent');
  const file = () => path.join(dir(), 'docent.db');
  const panel = (sentence: RegExp) => docent().chat.frame.getByRole('alert', { name: 'Docent’s data' }).filter({ hasText: sentence });

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

  return { docent, dir, file, panel, looksRight };
}

/** As a newer version leaves it. */
export function moveOn(file: string): void {
  const db = new DatabaseSync(file);
  db.exec('pragma user_version = 999');
  db.close();
}
