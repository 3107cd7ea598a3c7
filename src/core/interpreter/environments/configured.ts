import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { programOf } from './folders.ts';

/** What a path can speak of. */
export interface Surroundings {
  /** The open folders, by name; the first is what a relative path begins at. */
  readonly folders: readonly { readonly name: string; readonly path: string }[];
}

/**
 * The program that a setting or an option names: `~`, the editor's variables, paths relative to the first folder, and folders of
 * environments; a mere name is left to PATH. What can't be resolved stays as it is, so that whoever reads of it knows it again.
 */
export function configuredPython(text: string, { folders }: Surroundings): string {
  const path = text
    .replace(/^~(?=[/\\]|$)/, () => homedir())
    .replace(/\$\{(\w+)(?::([^}]*))?\}/g, (whole, name: string, more: string | undefined) => valueOf(name, more, folders) ?? whole);
  if (!/[/\\]/.test(path)) return path;
  const first = folders[0]?.path;
  const absolute = isAbsolute(path) || first === undefined ? path : resolve(first, path);
  return programOf(absolute) ?? absolute;
}

function valueOf(name: string, more: string | undefined, folders: Surroundings['folders']): string | undefined {
  switch (name) {
    case 'workspaceFolder':
    case 'workspaceRoot':
      return (more === undefined ? folders[0] : folders.find((folder) => folder.name === more))?.path;
    case 'userHome':
      return homedir();
    case 'env':
      return process.env[more ?? ''];
    case 'pathSeparator':
      return join('a', 'b').charAt(1);
    default:
      return undefined;
  }
}
