import { config } from '@vscode/l10n';

// The page carries the messages of the editor's language. Each page imports this file first: constants are made while files load.
const messages = document.getElementById('messages')?.textContent ?? '';
if (messages !== '') config({ contents: messages });
