import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { replaceFile } from '../../disk/replace.ts';
import { parsedJson } from '../../text/json.ts';
import type { TableChoice, TableChoices } from '../../types/tableChoice.ts';

/** More shapes of tables nobody corrects; the one that was chosen first is forgotten first. */
const MOST = 500;

/** What the user chose for tables of each shape, for all windows. */
export interface RememberedChoices {
  all(): Promise<TableChoices>;
  /** @param choice null, or an empty one, to guess again */
  remember(key: string, choice: TableChoice | null): Promise<void>;
}

/** @param file absolute path of what is remembered; another window may write to it, too */
export function createChoices(file: string): RememberedChoices {
  let saving: Promise<unknown> = Promise.resolve();

  async function all(): Promise<TableChoices> {
    const kept = parsedJson(await readFile(file, 'utf8').catch(() => ''));
    return typeof kept === 'object' && kept !== null && !Array.isArray(kept) ? (kept as TableChoices) : {};
  }

  async function save(key: string, choice: TableChoice | null): Promise<void> {
    const others = Object.entries(await all()).filter(([other]) => other !== key);
    const isOne = choice !== null && Object.keys(choice).length > 0;
    const kept = [...others, ...(isOne ? [[key, choice] as const] : [])].slice(-MOST);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(`${file}.new`, JSON.stringify(Object.fromEntries(kept)));
    await replaceFile(`${file}.new`, file);
  }

  return {
    async all() {
      await saving.catch(() => undefined);
      return all();
    },
    remember(key, choice) {
      const saved = saving.catch(() => undefined).then(() => save(key, choice));
      saving = saved;
      return saved;
    },
  };
}
