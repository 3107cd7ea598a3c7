import { hostname } from 'node:os';
import * as vscode from 'vscode';

/** Where Docent itself runs, as it is shown: `this machine`, or what the editor is connected to. */
export function here(): string {
  const { remoteName } = vscode.env;
  return remoteName === undefined ? 'this machine' : remotePlace(remoteName, hostname(), process.env.WSL_DISTRO_NAME);
}

/** The same after a noun: `on this machine`. */
export function onHere(): string {
  return `on ${here()}`;
}

/** What a remote window is connected to, by VS Code's name for the kind of connection. */
export function remotePlace(remoteName: string, host: string, distribution: string | undefined): string {
  switch (remoteName) {
    case 'wsl':
      return distribution ? `WSL (${distribution})` : 'WSL';
    case 'dev-container':
    case 'attached-container':
      return 'the container';
    case 'codespaces':
      return 'the codespace';
    default:
      return host;
  }
}

/** Whether the system's file manager can show what lies where Docent runs. */
export function canShowFolders(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
}
