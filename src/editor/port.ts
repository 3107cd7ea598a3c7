import type * as vscode from 'vscode';
import type { Port } from '../rpc.ts';

/** The way to a webview and back. */
export function portOf(webview: vscode.Webview): Port {
  return {
    // A webview that is being closed takes no more messages; that is no failure.
    post: (message) => void webview.postMessage(message).then(undefined, () => {}),
    listen(listener) {
      const subscription = webview.onDidReceiveMessage(listener);
      return () => subscription.dispose();
    },
  };
}
