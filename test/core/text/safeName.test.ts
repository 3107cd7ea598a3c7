import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freeName } from '../../../src/core/text/freeName.ts';
import { safeName } from '../../../src/core/text/safeName.ts';
import { tempDir } from '../../support/temp.ts';

suite('names that every system can have', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['sales.csv', 'sales.csv'],
    ['größen 1 (v2).csv', 'größen 1 (v2).csv'],
    ['what?.csv', 'what_.csv'],
    ['a<b>c:d"e|f*g\\h/i\u0007.csv', 'a_b_c_d_e_f_g_h_i_.csv'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['Lpt1.tar.gz', '_Lpt1.tar.gz'],
    ['COM¹', '_COM¹'],
    ['console.txt', 'console.txt'],
    ['report. . ', 'report'],
    ['..', 'file'],
    ['', 'file'],
    ['.env', '.env'],
    ['cafe\u0301.csv', 'café.csv'],
    ['\ud800.csv', '\ufffd.csv'],
  ];
  for (const [name, safe] of cases) {
    test(JSON.stringify(name), () => assert.equal(safeName(name), safe));
  }

  test('long ones keep their beginning and their extension', () => {
    for (const letter of ['a', 'ß', '漢', '😀']) {
      const name = safeName(`${letter.repeat(300)}.csv`);
      assert.ok(name.startsWith(letter) && name.endsWith(`${letter}.csv`), name);
      assert.ok(Buffer.byteLength(name) <= 200);
    }
    assert.ok(Buffer.byteLength(safeName(`a.${'x'.repeat(300)}`)) <= 200);
  });

  test('a name that differs from another by the case of letters alone makes way', () => {
    assert.equal(freeName('data.csv', ['Data.csv']), 'data-2.csv');
    assert.equal(freeName('what?.csv', ['what_.csv', 'WHAT_-2.csv']), 'what_-3.csv');
    assert.equal(freeName('cafe\u0301', ['CAFÉ']), 'café-2');
    assert.equal(freeName('.env', ['.env']), '.env-2');
  });

  test('this system takes them all', async () => {
    const dir = await tempDir();
    const names: string[] = [];
    for (const [name] of cases) names.push(freeName(name, names));
    const place = join(dir.path, 'names');
    mkdirSync(place);
    for (const name of names) writeFileSync(join(place, name), name);
    assert.deepEqual(readdirSync(place).map((name) => name.normalize('NFC')).toSorted(), names.toSorted());
    await dir.remove();
  });
});
