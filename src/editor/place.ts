import { hostname } from 'node:os';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isOwnAddress, remotePlace } from './remotePlace.ts';

/** The kind of connection of a remote window; null where Docent runs on the user's own machine. */
export function remoteName(): string | null {
  const name = vscode.env.remoteName;
  return name === undefined || isOwnAddress(name) ? null : name;
}

/** Where Docent itself runs, in words that follow “on”: `this machine`, or what the window is connected to. */
export function here(): string {
  const name = remoteName();
  return name === null ? t('this machine') : remotePlace(name, hostname(), process.env['WSL_DISTRO_NAME']);
}

/** Whether the system's file manager can show what lies where Docent runs. */
export function canShowFolders(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && remoteName() === null;
}

/** An address of a server that Docent has started, as it is reached from the user's own machine. */
export async function outside(url: string): Promise<string> {
  if (remoteName() === null) return url;
  const { origin, pathname } = new URL((await vscode.env.asExternalUri(vscode.Uri.parse(url))).toString(true));
  return origin + pathname.replace(/\/$/, '');
}
