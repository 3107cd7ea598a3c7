import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { t } from '@vscode/l10n';
import { csvLine } from '../../core/text/csv.ts';
import { fileStem } from '../../core/text/fileStem.ts';
import type { Table } from '../../core/types/output.ts';

/** A tab that is still there after so long is opened again from its thread. In milliseconds. */
const OLD_MS = 30 * 86_400_000;

/** Tables of answers, as files while they are open in a tab. */
export interface KeptTables {
  /**
   * @param writeAll writes all rows to a path, where the table is the beginning of more; null to keep those that are here
   * @returns the absolute path of a CSV file
   */
  keep(table: Table, writeAll: ((path: string) => Promise<void>) | null): Promise<string>;
  /** Nothing is done to a file of the user's. */
  forget(path: string): Promise<void>;
}

export function createKeptTables(dir: string): KeptTables {
  async function forgetOld(): Promise<void> {
    for (const name of await readdir(dir).catch(() => [])) {
      const folder = join(dir, name);
      const { mtimeMs } = await stat(folder);
      if (Date.now() - mtimeMs > OLD_MS) await rm(folder, { recursive: true, force: true });
    }
  }

  return {
    async keep({ title, columns, rows, totalRows }, writeAll) {
      await forgetOld();
      const folder = join(dir, randomUUID());
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // The title of what was cut says how.
      const name = (writeAll ? '' : fileStem(title).slice(0, 80)) || t('Table');
      const cut = rows.length < totalRows ? t('{0} (first {1} of {2} rows)', name, rows.length, totalRows) : name;
      const path = join(folder, `${writeAll ? t('{0} ({1} rows)', name, totalRows) : cut}.csv`);
      try {
        if (writeAll) await writeAll(path);
        else await writeFile(path, [columns, ...rows].map((row) => `${csvLine(row)}\n`).join(''), { mode: 0o600 });
      } catch (error) {
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
      return path;
    },
    async forget(path) {
      if (dirname(dirname(path)) === dir) await rm(dirname(path), { recursive: true, force: true });
    },
  };
}
