import { sep } from 'node:path';
import * as vscode from 'vscode';
import { isRemote } from '../core/types/remotePath.ts';

/** The address of a file system, as the first name of a path bears it. */
const ADDRESS = /^([^:]+):(?:\/\/([^?]*))?(?:\?(.*))?$/s;

/** The path by which the engine knows a file or folder of the editor's: its own on the disk, else one of `core/types/remotePath.ts`. */
export function pathOf(uri: vscode.Uri): string {
  if (uri.scheme === 'file') return uri.fsPath;
  const { scheme, authority, path, query } = uri;
  const address = `${scheme}:${authority && `//${authority}`}${query && `?${query}`}`;
  return sep + encodeURIComponent(address) + path.replace(/\/+$/, '').split('/').join(sep);
}

/** The editor's address of a file that the engine knows by a path. */
export function uriOf(path: string): vscode.Uri {
  if (!isRemote(path)) return vscode.Uri.file(path);
  const [, name = '', ...rest] = path.split(sep);
  const [, scheme = '', authority = '', query = ''] = ADDRESS.exec(decodeURIComponent(name)) ?? [];
  return vscode.Uri.from({ scheme, authority, query, path: `/${rest.join('/')}` });
}
