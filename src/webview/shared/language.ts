import { config, t } from '@vscode/l10n';

// The page carries the messages of the editor's language. esbuild.js puts this file in the place of the library for all others.
const messages = document.getElementById('messages')?.textContent ?? '';
if (messages !== '') config({ contents: messages });

export { t };
