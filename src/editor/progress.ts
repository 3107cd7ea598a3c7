import * as vscode from 'vscode';
import { withSignal } from './cancellation.ts';

/** Shows that something is under way, for as long as it takes; the user can stop it. */
export async function withProgress<T>(title: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (_, token) => withSignal(token, work));
}
