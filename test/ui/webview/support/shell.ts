import { readFileSync } from 'node:fs';
import path from 'node:path';
import { VSCODE } from '../../../vscode-host/scripts/paths.ts';

/** Secure, as a webview's origin is; the browser never asks the network for it. */
export const ORIGIN = 'https://view.test';

/** What VS Code puts into each webview before the extension's own styles. */
const DEFAULT_STYLES = /defaultStyles\.textContent = `([^`]*)`/.exec(
  readFileSync(path.join(VSCODE, 'out', 'vs', 'workbench', 'contrib', 'webview', 'browser', 'pre', 'index.html'), 'utf8'),
)?.[1];

/** The page as the editor's half makes it, and as VS Code frames it: same policy, same styles, same API. @param script by its name in dist/ */
export const shellOf = (script: 'webview' | 'grid' | 'usage') => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<style>${DEFAULT_STYLES}</style>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-test'; style-src ${ORIGIN}; img-src ${ORIGIN}; font-src ${ORIGIN}; connect-src ${ORIGIN}">
<title>Docent</title>
<link rel="stylesheet" href="${ORIGIN}/webview.css">
<script nonce="test">
  globalThis.acquireVsCodeApi = () => ({
    postMessage: (message) => void toEditor(message),
    getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
  });
</script>
</head>
<body>
<div id="root"></div>
<script type="module" nonce="test" src="${ORIGIN}/${script}.js"></script>
</body>
</html>`;

export const SHELL = shellOf('webview');
