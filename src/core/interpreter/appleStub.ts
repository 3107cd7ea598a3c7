import { execFile } from 'node:child_process';
import { isAbsolute } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from './findProgram.ts';

/** What macOS puts there in place of a Python: it opens a window that asks to install the developer tools, each time it is started. */
const STUBS = /^\/usr\/bin\/python3?$/;
const TIME_LIMIT_MS = 5_000;

/** Says of a command whether it may be started: everything but Apple's stubs where the developer tools are not installed. */
export function createStubCheck(platform: NodeJS.Platform = process.platform, hasTools = hasDeveloperTools): (command: string) => Promise<boolean> {
  return async (command) => {
    if (platform !== 'darwin') return true;
    const path = isAbsolute(command) ? command : findProgram(command);
    return path === null || !STUBS.test(path) || hasTools();
  };
}

/** `xcode-select` itself asks for nothing: it prints where the tools are, or fails. */
async function hasDeveloperTools(): Promise<boolean> {
  return promisify(execFile)('/usr/bin/xcode-select', ['-p'], { timeout: TIME_LIMIT_MS }).then(
    () => true,
    () => false,
  );
}
