import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import path from 'node:path';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { ROOT } from '../../scripts/paths.ts';
import { roomOf, ROOMS } from '../../scripts/rooms/rooms.js';
import { imports } from '../../scripts/rooms/rule.js';

suite('the rooms of src/', () => {
  test('every file but the roots has a room, and every room has files', () => {
    const files = globSync('src/**/*.{ts,tsx}', { cwd: ROOT });
    const without = files.filter((file) => roomOf(path.join(ROOT, file)) === null);
    assert.deepEqual(without.sort(), ['src/engine.ts', 'src/extension.ts', 'src/main.ts', 'src/mcp.ts', 'src/serve.ts'].map(path.normalize));
    const found = new Set(files.map((file) => roomOf(path.join(ROOT, file))));
    assert.deepEqual(Object.keys(ROOMS).filter((room) => !found.has(room)), []);
  });

  for (const [file, code, message] of [
    ['src/core/runs/loop.ts', "import '../knowledge/knowledge.ts';", 'core/runs must not know core/knowledge.'],
    ['src/core/runs/loop.ts', "import 'vscode';", 'core/runs must not know vscode.'],
    ['src/core/text/clip.ts', "export * from '../types/item.ts';", 'core/text must not know core/types.'],
    ['src/core/docent.ts', "import '../serve.ts';", 'core must not know the roots.'],
    ['src/webview/items/item.tsx', "const late = import('../../editor/errors.ts');", 'webview/items must not know editor.'],
    ['src/webview/app.tsx', "import 'node:fs';", 'webview must not know node:fs.'],
    ['src/core/runs/loop.ts', "import '../models/model.ts';", null],
  ] as const) {
    test(`${file}: ${code} ${message === null ? 'passes' : 'is refused'}`, () => {
      const linter = new Linter({ cwd: ROOT });
      const config: Linter.Config = {
        files: ['**/*.{ts,tsx}'],
        languageOptions: { parser: tseslint.parser as Linter.Parser },
        plugins: { rooms: { rules: { imports } } },
        rules: { 'rooms/imports': 'error' },
      };
      const found = linter.verify(code, config, { filename: path.join(ROOT, file) });
      assert.deepEqual(found.map((problem) => problem.message), message === null ? [] : [message]);
    });
  }
});
