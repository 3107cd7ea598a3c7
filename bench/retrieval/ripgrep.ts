import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { VSCODE } from '../../test/vscode-host/scripts/paths.ts';

const PACKED = join(VSCODE, 'node_modules', '@vscode', 'ripgrep-universal', 'bin', `${process.platform}-${process.arch}`, 'rg');

/** The one that VS Code brings, where the tests have one; else whatever PATH has. */
export const RIPGREP = existsSync(PACKED) ? PACKED : 'rg';
