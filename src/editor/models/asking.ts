import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Server } from '../../core/models/servers.ts';

/** A server that is there lists its models at once. In milliseconds. */
const TIMEOUT_MS = 15_000;

/** Asks a server something that the user waits for, and says so meanwhile. */
export function asking<T>({ label }: Server, ask: (timeoutMs: number) => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: t('Asking {0}…', label) }, () => ask(TIMEOUT_MS));
}
