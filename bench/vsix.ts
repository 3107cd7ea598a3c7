import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listFiles } from '@vscode/vsce';
import { ROOT } from '../scripts/paths.ts';
import { packageExtension } from '../scripts/packageExtension.ts';

export const about = 'The packed extension: bytes and files.';

export async function run(): Promise<Record<string, number>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'docent-vsix-'));
  try {
    const { size } = await stat(await packageExtension(folder, 'gathered'));
    return { bytes: size, files: (await listFiles({ cwd: ROOT, dependencies: [] })).length };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
