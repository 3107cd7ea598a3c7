import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/** A transcript begins so. */
export const HEADING = '# Docent on ';
/** A transcript names its pictures so. */
const PICTURE = /^!\[.*\]\((\d+-[^/)]*\.png)\)$/gm;

/**
 * Makes the folder for a report, and clears away what an earlier report left there; other files stay.
 * @throws Error in a sentence, where somebody else's files have the report's names
 */
export function prepareOutput(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const transcript = path.join(folder, 'transcript.md');
  const earlier = existsSync(transcript) ? readFileSync(transcript, 'utf8') : null;
  const isFree = earlier === null ? !existsSync(path.join(folder, 'result.json')) : earlier.startsWith(HEADING);
  if (!isFree) throw new Error(`${folder} holds a transcript.md or result.json that is no demo’s; name another folder with --output.`);
  for (const [, picture] of earlier?.matchAll(PICTURE) ?? []) rmSync(path.join(folder, String(picture)), { force: true });
}
