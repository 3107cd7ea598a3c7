import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** More than one page of a list of documents has. */
export const NOTES = 130;

/** A folder to search, with data to compute on, and what nobody is to be given. */
export async function makeWorkspace(path: string): Promise<void> {
  await mkdir(join(path, 'notes'), { recursive: true });
  const lines = Array.from({ length: 60 }, (_, index) => (index === 39 ? 'The pilot boards at buoy seven.' : `Line ${index + 1} of the harbour rules.`));
  await writeFile(join(path, 'harbour.md'), lines.join('\n'));
  await writeFile(join(path, 'cargo.csv'), 'day,tons\nmonday,3\ntuesday,4\n');
  await writeFile(join(path, '.env'), 'KEY=1\n');
  for (let number = 1; number <= NOTES; number++) await writeFile(join(path, 'notes', `note ${String(number).padStart(3, '0')}.txt`), `Note ${number}.`);
}
