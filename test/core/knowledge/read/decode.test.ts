import assert from 'node:assert/strict';
import { checkText, decodeAs } from '../../../../src/core/knowledge/read/decode.ts';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const bytes = (hex: string, times = 1) => Buffer.from(hex.replaceAll(' ', '').repeat(times), 'hex');
const SOURCE = 'int main(void) { return compute_value(12, 34); }\n';

async function read(content: Buffer) {
  checkText(content.subarray(0, 8192));
  return decodeAs(content);
}

suite('decode', () => {
  const cases: Readonly<Record<string, readonly [content: Buffer, text: string, encoding: string]>> = {
    'UTF-8': [Buffer.from('Zürich für 5 €'), 'Zürich für 5 €', 'utf-8'],
    'UTF-8 with its mark': [Buffer.from('\ufeffZürich für 5 €'), 'Zürich für 5 €', 'utf-8'],
    'UTF-8 with one bad byte': [bytes('23 20 47 72 c3 b6 c3 9f 65 0a 61 62 63 20 e9 20 65 6e 64 0a'), '# Größe\nabc \ufffd end\n', 'utf-8'],
    'UTF-16, little end first': [Buffer.from('\ufeffZürich für 5 €', 'utf16le'), 'Zürich für 5 €', 'utf-16le'],
    'UTF-16, big end first': [utf16be('\ufeffZürich für 5 €'), 'Zürich für 5 €', 'utf-16be'],
    'UTF-16 without its mark': [bytes('63 00 61 00 74 00 0a 00', 20), 'cat\n'.repeat(20), 'utf-16le'],
    'UTF-16 without its mark, big end first': [utf16be('Zürich für 5 €\n'), 'Zürich für 5 €\n', 'utf-16be'],
    'UTF-16 without its mark, in Japanese': [Buffer.from('データベースの設定を確認する\n'.repeat(9), 'utf16le'), 'データベースの設定を確認する\n'.repeat(9), 'utf-16le'],
    'Windows-1252': [Buffer.from('Z\xfcrich f\xfcr 5 \x80', 'latin1'), 'Zürich für 5 €', 'windows-1252'],
    'Windows-1252 of one word': [bytes('44 69 65 20 47 72 f6 df 65 0a'), 'Die Größe\n', 'windows-1252'],
    'Windows-1251 in a comment': [Buffer.concat([bytes('2f 2a 20 ef f0 ee e2 e5 f0 ea e0 20 2a 2f 0a'), Buffer.from(SOURCE)]), `/* проверка */\n${SOURCE}`, 'windows-1251'],
    'KOI8-R': [bytes('d0 d2 cf d7 c5 d2 cb c1 20 d0 d2 c1 d7 0a', 10), 'проверка прав\n'.repeat(10), 'koi8-r'],
    'Shift-JIS': [bytes('83 66 81 5b 83 5e 83 78 81 5b 83 58 0a', 5), 'データベース\n'.repeat(5), 'shift_jis'],
    'Shift-JIS of Han alone': [bytes('8c9f 8db8 8c8b 89ca 0a'), '検査結果\n', 'shift_jis'],
    'EUC-JP': [bytes('a5c7 a1bc a5bf a5d9 a1bc a5b9 a4ce c0df c4ea 0a'), 'データベースの設定\n', 'euc-jp'],
    'ISO-2022-JP': [bytes('1b2442 255e 2549 1b2842 0a'), 'マド\n', 'iso-2022-jp'],
    'EUC-KR': [bytes('bbe7 bfeb c0da 20 b1c7 c7d1 0a'), '사용자 권한\n', 'euc-kr'],
    'GBK': [bytes('ca fd be dd bf e2 0a', 20), '数据库\n'.repeat(20), 'gb18030'],
    'GBK in a comment': [Buffer.concat([bytes('2f2f20 bcec b2e9 d3c3 bba7 c8a8 cfde 0a'), Buffer.from(SOURCE)]), `// 检查用户权限\n${SOURCE}`, 'gb18030'],
    'Big5': [bytes('b8ea aec6 ae77 0a', 3), '資料庫\n'.repeat(3), 'big5'],
    'Windows-1250': [bytes('af f3 b3 74 61 20 b3 f3 64 9f 20 70 b3 79 6e 69 65 0a'), 'Żółta łódź płynie\n', 'windows-1250'],
    'Windows-1250 of Czech, whose bytes are letters in the West, too': [bytes('70f8ed6c699a209e6c759d6f75e86bfd206bf9f22c20f8e164656b206e656eed'), 'příliš žluťoučký kůň, řádek není', 'windows-1250'],
    'Hungarian': [bytes('656c6c656ef5727ae97320e973206964f57aed74f52c206779fb6a74f5'), 'ellenőrzés és időzítő, gyűjtő', 'windows-1250'],
    'Croatian': [bytes('50726f766a65726120e86974616e6a61206b6c6a75e8612c20677265b96b61'), 'Provjera čitanja ključa, greška', 'iso-8859-2'],
    'Lithuanian': [bytes('4e6175646f746f6a6f207465697369f82074696b72696e696d61732c20f069732072616b74617320fe696e6f6d6173'), 'Naudotojo teisių tikrinimas, šis raktas žinomas', 'windows-1257'],
    'French with its quotation marks': [bytes('4c657320ab636ce973bb206ff9206c92e974e9'), 'Les «clés» où l’été', 'windows-1252'],
    'Ukrainian in KOI8': [bytes('f0c5d2c5d7a6d2cbc120d0d2c1d720c4cfd3d4d5d0d520cbcfd2c9d3d4d5d7c1dec120c4cf20c2c1dac920c4c1cec9c82e20f0cfcdc9cccbc120dec9d4c1ceced120c6c1caccd52e'), 'Перевірка прав доступу користувача до бази даних. Помилка читання файлу.', 'koi8-u'],
    'Ukrainian in Windows-1251': [bytes('efe5f0e5e2b3f0eae020eff0e0e220e4eef1f2f3eff320bfbf20eaeef0e8f1f2f3e2e0f7e0'), 'перевірка прав доступу її користувача', 'windows-1251'],
    'Russian of DOS, with the end that DOS gives a text': [bytes('afe0aea2a5e0aaa020afe0a0a220a4aee1e2e3afa0 0a 1a'), 'проверка прав доступа\n\u001a', 'ibm866'],
    'a word whose page says what it is written in': [bytes('3c6d65746120636861727365743d2269736f2d383835392d35223e dfe0ded2d5e0dad0'), '<meta charset="iso-8859-5">проверка', 'iso-8859-5'],
    'a source that says so, by Microsoft’s name': [bytes('23202d2a2d20636f64696e673a206370393332202d2a2d0a23208c9f8db8'), '# -*- coding: cp932 -*-\n# 検査', 'shift_jis'],
    'a catalogue of messages that says what it is not': [bytes('22436f6e74656e742d547970653a20746578742f706c61696e3b20636861727365743d5554462d385c6e220a 47 72 f6 df 65'), '"Content-Type: text/plain; charset=UTF-8\\n"\nGröße', 'windows-1252'],
    'a source that speaks of another encoding than its own': [Buffer.from('open(path, encoding="windows-1251")\n# Größe der Gebühr\n', 'latin1'), 'open(path, encoding="windows-1251")\n# Größe der Gebühr\n', 'windows-1252'],
    'ISO-8859-7': [bytes('b8 eb e5 e3 f7 ef f2 20 e4 e9 ea e1 e9 f9 ec dc f4 f9 ed 0a'), 'Έλεγχος δικαιωμάτων\n', 'iso-8859-7'],
  };
  for (const [name, [content, text, encoding]] of Object.entries(cases)) {
    test(name, async () => assert.deepEqual(await read(content), { text, encoding }));
  }

  const doubtful: Readonly<Record<string, Buffer>> = {
    'a word of DOS': bytes('2f 2f 20 8d a0 e1 e2 e0 ae a9 aa a0 0a'),
    'two characters that are words in several encodings': bytes('2f 2f 20 bc ec b2 e9 0a'),
    'a list of umlauts': bytes('2f 2f 20 e4 f6 fc c4 d6 dc df 0a'),
  };
  for (const [name, comment] of Object.entries(doubtful)) {
    test(`${name} becomes no other letters: the text around is read`, async () => {
      const { text, encoding } = await read(Buffer.concat([comment, Buffer.from(SOURCE)]));
      assert.match(text, /^\/\/ \ufffd+\nint main/);
      assert.equal(encoding, null);
    });
  }

  test('a NUL makes a file binary, and so do numbers of two bytes', () => {
    const numbers = Buffer.from(Uint16Array.from({ length: 500 }, (_, index) => index % 200).buffer);
    for (const content of [Buffer.from('abc\0def'), numbers, Buffer.alloc(100)]) assert.throws(() => checkText(content), { message: 'is binary' });
  });

  test('bytes that are no text are refused, and text of which too little is sure, each with its reason', async () => {
    await assert.rejects(read(Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])), { message: 'is binary' });
    await assert.rejects(read(bytes('bc ec b2 e9 0a')), { message: 'is text in an encoding that can’t be told: save it as UTF-8' });
  });
});
