import assert from 'node:assert/strict';
import { withCode } from '../../../src/core/text/applyCode.ts';

const FILE = `import { a } from './a.ts';

export class Depot {
    /** Where the buses stand. */
    berths(count: number): number[] {
        const all = [];
        for (let i = 0; i < count; i++) {
            all.push(i);
        }
        return all;
    }

    name(): string {
        return 'Harbour';
    }
}
`;

suite('code of an answer in a file', () => {
  test('takes the place of what it is a new form of, indented as that is', () => {
    const code = 'berths(count: number): number[] {\n    const all = [];\n    for (let i = 1; i <= count; i++) {\n        all.push(i);\n    }\n    return all;\n}\n';
    const now = withCode(FILE, code, 'typescript');
    assert.equal(now, FILE.replace('let i = 0; i < count', 'let i = 1; i <= count'));
  });

  test('takes the place of the whole file where it is the whole file', () => {
    const code = FILE.replace("'Harbour'", "'Mill'").replace("import { a } from './a.ts';", "import { a } from './a.ts';\nimport { b } from './b.ts';");
    assert.equal(withCode(FILE, code, 'typescript'), code);
  });

  test('adds a line of its own beside those that stay', () => {
    assert.equal(withCode('a = one()\nb = two()\nprint(b)\n', 'b = two()\ncheck(x, y, z)\n', 'python'), 'a = one()\nb = two()\ncheck(x, y, z)\nprint(b)\n');
  });

  test('is not put where nothing of it stands', () => {
    assert.equal(withCode(FILE, 'const other = 1;\nconsole.log(other);\n', 'typescript'), null);
    assert.equal(withCode('', 'const other = 1;', 'typescript'), null);
  });

  test('keeps the line breaks of the file', () => {
    const text = 'one = 1\r\ntwo = 2\r\nthree = 3\r\n';
    assert.equal(withCode(text, 'two = 2\nthree = 33', 'python'), 'one = 1\r\ntwo = 2\r\nthree = 33\r\n');
  });

  test('as a patch is carried out where its old lines stand, whatever its numbers say', () => {
    const patch = "--- a/x.ts\n+++ b/x.ts\n@@ -99,3 +99,3 @@\n     name(): string {\n-        return 'Harbour';\n+        return 'Mill';\n     }\n@@ -1,1 +1,2 @@\n import { a } from './a.ts';\n+import { b } from './b.ts';\n";
    assert.equal(withCode(FILE, patch, 'diff'), FILE.replace('Harbour', 'Mill').replace("'./a.ts';", "'./a.ts';\nimport { b } from './b.ts';"));
    assert.equal(withCode(FILE, '@@ -1 +1 @@\n-nothing like it\n+so\n', 'diff'), null);
  });

  test('is found in a large file in time', () => {
    const large = Array.from({ length: 20_000 }, (_, index) => `line number ${index}`).join('\n');
    const code = Array.from({ length: 100 }, (_, index) => `line number ${15_000 + index}`).join('\n').replace('15050', 'other');
    const began = performance.now();
    assert.equal(withCode(large, code, ''), large.replace('line number 15050', 'line number other'));
    assert.ok(performance.now() - began < 2_000);
  });
});
