import { realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { t } from '@vscode/l10n';
import { removeFile } from '../disk/remove.ts';
import { DocentError } from '../types/errors.ts';

/** Removes a file of a folder, if it is there. Never through a folder that has become a link, which may lead anywhere. */
export async function removeWithin(folder: string, name: string): Promise<void> {
  const place = join(folder, name);
  const parent = await realpath(dirname(place)).catch(() => null); // Gone with all that was in it.
  if (parent === null) return;
  if (parent !== join(await realpath(folder), dirname(name))) throw new DocentError('bad_name', t('“{0}” is no name for a file; rename it.', name));
  await removeFile(place);
}
