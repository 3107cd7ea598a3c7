import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bin, ROOT } from './paths.ts';
import { runNode, type NodeOptions } from './runNode.ts';

/** 10 s as a rule: a production build, then packing. */
const LIMIT_MS = 180_000;

/** Makes the `.vsix` in a folder, all in it bundled by a production build; returns its path. */
export async function packageExtension(folder: string, output: NodeOptions['output']): Promise<string> {
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8'));
  const file = path.join(folder, `${name}-${version}.vsix`);
  const args = [bin('@vscode/vsce', 'vsce'), 'package', '--out', file];
  const { problem, text } = await runNode(args, { output, limit: LIMIT_MS });
  if (problem) throw new Error(`The .vsix could not be made (${problem})\n${text}`);
  return file;
}
