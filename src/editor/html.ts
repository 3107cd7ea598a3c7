import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { language } from '../core/text/language.ts';

/**
 * The shell of all views: our script alone runs, and nothing is loaded but our own files.
 * @param script the one that fills it, by its name in `dist/`
 */
export function viewHtml(webview: vscode.Webview, extensionUri: vscode.Uri, title: string, script: 'webview' | 'usage' | 'grid'): string {
  const nonce = randomBytes(16).toString('base64');
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    `img-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    // Drawings are read, to stand in the page itself.
    `connect-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${uri('webview.css')}">
</head>
<body>
<div id="root"></div>
<script type="application/json" id="messages">${messages()}</script>
<script type="module" nonce="${nonce}" src="${uri(`${script}.js`)}"></script>
</body>
</html>`;
}

/** The messages of the editor's language for the page, as JSON that no text can end early; empty for English. */
function messages(): string {
  return vscode.l10n.bundle === undefined ? '' : JSON.stringify(vscode.l10n.bundle).replaceAll('<', '\\u003c');
}
