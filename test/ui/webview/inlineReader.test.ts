import assert from 'node:assert/strict';
import { createInlineReader } from '../../../src/webview/markdown/inlineReader.ts';
import { readInline, type Env } from '../../../src/webview/markdown/markdown.ts';

const WORDS = [
  'word', 'word', 'word', 'word', 'and', 'it,', 'so.', '**bold', 'end**', '**whole**', '*a', 'b*', 'snake_case_name', '_open', 'close_', '`code', 'more`', '`x`', '[link](https://a.example)', '[open', 'closed](https://b.example)', '[foo]', '[x]',
  '~~gone', '~~', '<kbd>', 'K</kbd>', 'a', '<', 'b', '$5', '$x$', '\\(a', 'b\\)', '\\*', '\\', 'https://c.example/d', 'src/berths.ts:5', 'line\n', '\nnext', '  ', '&amp;', '![i](https://e.example)', '!\u00010\u0002!', '2 * 3', 'עברית', '*', '**', 'x[1]',
];
const ENV: Env = { id: '', references: { FOO: { href: 'https://foo.example', title: '' } }, notes: new Map(), annotations: [] };
const isThere = () => true;

suite('a paragraph that grows', () => {
  test('is read as it is read whole', () => {
    let seed = 7;
    const below = (limit: number) => {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fff_ffff;
      return Math.floor(seed / 65_536) % limit;
    };
    for (let texts = 0; texts < 8; texts++) {
      // Texts of few kinds have long stretches in which nothing is open.
      const words = below(2) ? WORDS : [...WORDS.slice(0, 7), ...Array.from({ length: 3 }, () => WORDS[below(WORDS.length)] ?? '')];
      const text = Array.from({ length: 900 + below(600) }, () => words[below(words.length)]).join(' ').trim();
      const reader = createInlineReader();
      for (let length = 0; length < text.length; length += 1 + below(300)) reader.read(text.slice(0, length), ENV, isThere);
      assert.deepEqual(reader.read(text, ENV, isThere).pieces, readInline(text, ENV, { isThere }).pieces, JSON.stringify(text));
    }
  });

  test('costs no more with each word where it is long, and of what is new to the workspace nothing is missed', () => {
    const line = 'It is so, as `code` and **others** say in snake_case (see src/a.ts), and (it) follows. ';
    const [short, long] = [leastMs(line.repeat(20)), leastMs(line.repeat(1_200))];
    assert.ok(long < 3 * short + 0.3, `${short} ms at 2 kB, ${long} ms at 100 kB`);
    const reader = createInlineReader();
    const text = line.repeat(100);
    assert.equal(reader.read(text, ENV, () => false).unknown.filter((mention) => mention.kind === 'file').length, 100);
    assert.equal(reader.read(text, ENV, isThere).pieces.filter((piece) => 'html' in piece && piece.html.includes('src/a.ts')).length, 100);
  });
});

/** Milliseconds for one word more, the least of 30. */
function leastMs(text: string): number {
  const reader = createInlineReader();
  reader.read(text, ENV, isThere);
  let least = Infinity;
  for (let tries = 0, longer = text; tries < 30; tries++) {
    longer += 'word ';
    const began = performance.now();
    reader.read(longer, ENV, isThere);
    least = Math.min(least, performance.now() - began);
  }
  return least;
}
