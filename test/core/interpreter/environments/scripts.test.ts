import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SOURCE_ASSETS } from '../../../../scripts/paths.ts';
import { candidates, NO_PLACES } from '../../../../src/core/interpreter/environments/candidates.ts';
import { discoverPython } from '../../../../src/core/interpreter/discoverPython.ts';

const isWindows = process.platform === 'win32';

suite('A Python that is a script', () => {
  let folder = '';
  let path: string | undefined;
  setup(() => {
    // With a space, as in the names of most folders of Windows.
    folder = join(mkdtempSync(join(tmpdir(), 'docent-script-')), 'my tools');
    mkdirSync(folder);
    path = process.env['PATH'];
    process.env['PATH'] = [folder, path].join(delimiter);
  });
  teardown(() => {
    process.env['PATH'] = path;
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  /** A script, as the system knows one, that says it is a Python of this name. */
  function script(name: string, executable: string, ending = isWindows ? '.bat' : ''): string {
    const file = join(folder, name + ending);
    const said = JSON.stringify({ executable, version: [3, 12, 1], prefixes: [folder], userSite: null });
    writeFileSync(file, isWindows ? `@echo off\r\necho Starting.\r\necho ${said}\r\n` : `#!/bin/sh\necho Starting.\necho '${said}'\n`);
    chmodSync(file, 0o755);
    return file;
  }

  test('is found on the PATH, and is what it starts', async () => {
    script('python3', 'the real one');
    assert.equal((await discoverPython(null, SOURCE_ASSETS.pythonScripts)).executable, 'the real one');
  });

  test('is used where a setting names it, with an ending of either kind', async () => {
    for (const ending of isWindows ? ['.bat', '.CMD'] : ['']) {
      const file = script('chosen', 'the chosen one', ending);
      assert.equal((await discoverPython(file, SOURCE_ASSETS.pythonScripts)).executable, 'the chosen one', file);
    }
  });

  test('is among those that one chooses from', async () => {
    const file = script('python3', 'the real one');
    const found: string[] = [];
    for await (const { command } of candidates(NO_PLACES)) found.push(command);
    assert.ok(found.includes(file), found.join(', '));
  });
});
