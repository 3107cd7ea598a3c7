import { l10n } from 'vscode';
import { speak } from '../core/knowledge/handedDown.ts';

// Every room takes what users read from one bundle, the editor's. The root imports this file first: constants are made while files load.
if (l10n.bundle !== undefined) speak(l10n.bundle);
