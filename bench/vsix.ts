import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { packageExtension } from '../scripts/packageExtension.ts';

export const about = 'Size of the packed extension.';

export async function run(): Promise<Record<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'docent-vsix-'));
  try {
    return { bytes: (await stat(await packageExtension(folder, 'gathered'))).size };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
