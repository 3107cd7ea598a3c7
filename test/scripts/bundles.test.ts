import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runNode } from '../../scripts/runNode.ts';

/** Milliseconds: a busy machine takes its time to build. */
const LIMIT = 60_000;
/** Bytes: what a side bar loads before it shows anything. */
const FIRST_SCRIPT = 250_000;
/** Bytes: what each window loads at its start. What reads documents is as large again, and belongs to threads and processes of its own. */
const EXTENSION = 2_500_000;

suite('The bundles', () => {
  let folder = '';
  setup(() => (folder = mkdtempSync(path.join(tmpdir(), 'docent-'))));
  teardown(() => rmSync(folder, { recursive: true, force: true }));

  test('load no more at first than a window and a side bar need', async () => {
    const { problem, text } = await runNode(['esbuild.js', '--production', `--out=${folder}`], { output: 'gathered', limit: LIMIT });
    assert.equal(problem, null, text);
    for (const script of ['webview.js', 'usage.js']) {
      const loaded = loadedAtFirst(folder, script);
      const bytes = [...loaded.values()].reduce((sum, { length }) => sum + length, 0);
      assert.ok(bytes <= FIRST_SCRIPT, `${script}: ${bytes} bytes in ${[...loaded.keys()].join(', ')}`);
    }
    const { length } = readFileSync(path.join(folder, 'extension.cjs'));
    assert.ok(length <= EXTENSION, `extension.cjs: ${length} bytes`);
  }).timeout(LIMIT);
});

/** The script and what it imports at once, by their names. */
function loadedAtFirst(folder: string, script: string, loaded = new Map<string, Buffer>()): ReadonlyMap<string, Buffer> {
  if (loaded.has(script)) return loaded;
  const code = readFileSync(path.join(folder, script));
  loaded.set(script, code);
  for (const [, imported = ''] of code.toString().matchAll(/\b(?:from|import)\s*"\.\/([\w-]+\.js)"/g)) loadedAtFirst(folder, imported, loaded);
  return loaded;
}
