import assert from 'node:assert/strict';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { lookRight, widen, WIDTHS } from './looks.ts';
import type { Docent } from './suite.ts';

/** An index, what damages it, and how that looks. */
interface IndexedView {
  readonly storeFile: () => string;
  /** As a failing disk leaves it; then the window is loaded anew. */
  readonly damage: () => Promise<void>;
  readonly looks: (name: string) => Promise<void>;
}

/** VS Code with an index of the sample's files. @param docent a workbench that shows them */
export function useIndexed(docent: () => Docent): IndexedView {
  const storeFile = () => globSync(path.join(docent().workbench.home, 'data', 'User', 'globalStorage', 'docent.docent', '**', 'vs_*.db'))[0] ?? assert.fail('No store');

  async function damage(): Promise<void> {
    const file = storeFile();
    // Else SQLite's log still has all that is overwritten.
    const db = new DatabaseSync(file);
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    db.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0x41, 100, bytes.length - 4096));
    await docent().workbench.reload();
  }

  async function looks(name: string): Promise<void> {
    for (const width of WIDTHS) {
      await widen(docent(), width);
      await lookRight(docent(), { name: `${name} ${width}`, settings: {}, views: [docent().chat.frame] });
    }
    await widen(docent(), 300);
  }

  suiteSetup(async () => {
    const { workbench } = docent();
    await workbench.runCommand('Docent: Index Workspace');
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
  });

  return { storeFile, damage, looks };
}
