import assert from 'node:assert/strict';
import { checkText, decode } from '../../../../src/core/knowledge/read/decode.ts';

const utf16be = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16();

suite('decode', () => {
  const cases: Readonly<Record<string, Buffer>> = {
    'UTF-8': Buffer.from('Zürich für 5 €'),
    'UTF-8 with its mark': Buffer.from('\ufeffZürich für 5 €'),
    'UTF-16, little end first': Buffer.from('\ufeffZürich für 5 €', 'utf16le'),
    'UTF-16, big end first': utf16be('Zürich für 5 €'),
    'Windows-1252': Buffer.from('Z\xfcrich f\xfcr 5 \x80', 'latin1'),
  };
  for (const [name, bytes] of Object.entries(cases)) {
    test(name, () => {
      checkText(bytes);
      assert.equal(decode(bytes), 'Zürich für 5 €');
    });
  }

  test('a NUL makes a file binary', () => {
    assert.throws(() => checkText(Buffer.from('abc\0def')), { message: 'is binary' });
  });

  test('bytes that are no text in a known encoding are refused', () => {
    for (const bytes of [Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]), Buffer.from([0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea]), Buffer.from([0x61, 0x81])]) {
      assert.throws(() => decode(bytes), { message: /encoding/ });
    }
  });
});
