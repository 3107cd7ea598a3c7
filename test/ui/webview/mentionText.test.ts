import assert from 'node:assert/strict';
import { fileLink, filesIn, namedInCode, spokenLink } from '../../../src/webview/markdown/mentionText.ts';

suite('what a text names of the workspace', () => {
  for (const [text, ...named] of [
    ['See src/berths.ts:5, and berths.ts.', 'src/berths.ts:5', 'berths.ts'],
    ['(src/a.ts:3-9) “docs/über-uns.md” src/a.test.ts:3:7;', 'src/a.ts:3-9', 'docs/über-uns.md', 'src/a.test.ts:3'],
    ['src/a.ts#L3 src/a.ts#L3-L9 src/a.ts#L3-9', 'src/a.ts:3', 'src/a.ts:3-9', 'src/a.ts:3-9'],
    ['./a.py ../b.py /src/c.py C:\\work\\d.py app/(shop)/[id]/page.tsx', './a.py', '../b.py', '/src/c.py', 'C:\\work\\d.py', 'app/(shop)/[id]/page.tsx'],
    ['テスト/ファイル.ts:2 и src/файл.py', 'テスト/ファイル.ts:2', 'src/файл.py'],
    ['请看src/berths.ts:5文件。', 'src/berths.ts:5'],
    ['src/a.ts:5\u00010\u0002!', 'src/a.ts:5'],
    ['https://a.example/b.html 3.14 1.2.3 and so... v1.0 a/b/c'],
  ] as const) {
    test(`files: ${text}`, () => {
      assert.deepEqual(filesIn(text).map(({ link }) => spokenLink(link)), named);
      for (const { start, end, link } of filesIn(text)) assert.ok(text.slice(start, end).startsWith(link.mention.kind === 'file' ? link.mention.path : ''));
    });
  }

  for (const [code, ...named] of [
    ['src/berths.ts:5', 'src/berths.ts:5'],
    ['see src/berths.ts:5 there', 'src/berths.ts:5'],
    ['docs/a file.md', 'docs/a file.md', 'file.md'],
    ['Makefile', 'Makefile', 'Makefile'],
    ['.gitignore', '.gitignore'],
    ['allocate()', 'allocate'],
    ['Berths.allocate', 'Berths.allocate', 'Berths.allocate'],
    ['a + b'],
    ['if'],
  ] as const) {
    test(`in code: ${code}`, () => assert.deepEqual(namedInCode(code).map(({ link }) => spokenLink(link)), named));
  }

  for (const [destination, named] of [
    ['src/berths.ts#L3', 'src/berths.ts:3'],
    ['berths.ts:5', 'berths.ts:5'],
    ['docs/a%20file.md#heading', 'docs/a file.md'],
    ['100%.md', '100%.md'],
    ['C:/work/a.ts:7', 'C:/work/a.ts:7'],
    ['/src/a.ts', '/src/a.ts'],
    ['javascript:alert(1)', null],
    ['command:workbench.action.quit', null],
    ['file:///etc/passwd', null],
    ['vscode://file/etc/passwd', null],
    ['data:text/html,x', null],
    ['//elsewhere.example/a.ts', null],
    ['\\\\server\\share\\a.ts', null],
    ['#heading', null],
    ['', null],
    ['a\u0000b.ts', null],
  ] as const) {
    test(`a link to ${JSON.stringify(destination)}`, () => {
      const link = fileLink(destination);
      assert.equal(link && spokenLink(link), named);
    });
  }

  test('is found in a long text in no time', () => {
    for (const text of ['a'.repeat(100_000) + '.', 'a.'.repeat(50_000), 'a/'.repeat(50_000) + '.', '..'.repeat(33_000), 'a.b/'.repeat(25_000), '(a.'.repeat(33_000)]) {
      const began = performance.now();
      filesIn(text);
      assert.ok(performance.now() - began < 500, `${text.slice(0, 8)}: ${performance.now() - began} ms`);
    }
  });
});
