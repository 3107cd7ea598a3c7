import { config } from '@vscode/l10n';
import { l10n } from 'vscode';

// Every room takes what users read from one bundle, the editor's. The root imports this file first: constants are made while files load.
if (l10n.bundle !== undefined) config({ contents: l10n.bundle });
