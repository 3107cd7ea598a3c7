import assert from 'node:assert/strict';
import { blockTokens } from '../../../src/webview/markdown/markdown.ts';
import { nodesOf } from '../../../src/webview/markdown/node.ts';
import { createReader } from '../../../src/webview/markdown/reader.ts';
import { annotationsOf } from './support/states.ts';
import { randomMarkdown } from './support/randomMarkdown.ts';

/** A second's work. */
const TEXTS = 3_000;

suite('a text that grows', () => {
  test('is read as it is read whole, however it arrives', () => {
    const texts = randomMarkdown(20_261_129);
    for (let count = 0; count < TEXTS; count++) {
      const { text, pieces } = texts.next().value;
      const reader = createReader();
      let arrived = '';
      let document = reader.read('', []);
      for (const piece of pieces) {
        arrived += piece;
        document = reader.read(arrived, annotationsOf(arrived));
      }
      const whole = createReader().read(text, annotationsOf(text));
      assert.deepEqual(document, whole, JSON.stringify(pieces));
      if (!text.includes('【')) assert.deepEqual(document.blocks, nodesOf(blockTokens(text.replace(/\r\n?/g, '\n'), { references: {}, notes: new Map() })), JSON.stringify(pieces));
    }
  });

  for (const text of [
    '- x\np\n- other `code`\n\n---\n', // The last line is an item at first, for which the list would have gaps.
    '1.\n\n1. one\n2. two\n', // An item without a paragraph, in which the gap would show.
    '- a\n- ```\n  x\n  ```\n\n- ```\n  y\n  ```\n- b\n',
    '> quote\n>\n> | a |\n|---|--:|\n> | a |\n', // Alone, the third line would be a table's head.
    '- x\n- | a |\n|---|---|\n- y\n',
    '[foo]: /u\n"title\nend"\n\n[foo]\n',
    'p\n| a |\n|--x\n\nso\n',
    '1. a\n\n2. b\n',
    'so\n$$\na\n- b\n= c\n$$\nend\n',
    '\\[\na\n\n- b\n\\]\n- c\n',
    '- x\n  $$\n  a\n- b\n  $$\n\nend\n', // The formula would end in another item.
    '> $$\n> 1. a\n\n$$\n- b\n\nend\n',
    '- a\n- b\n\n$$\n\n- c\n- d\n\n| a |\n|---|\n$$\n',
  ]) {
    test(`is read as it is read whole, letter by letter or in two: ${JSON.stringify(text)}`, () => {
      const letters = createReader();
      for (let length = 1; length <= text.length; length++) {
        const reader = createReader();
        reader.read(text.slice(0, length), []);
        assert.deepEqual(reader.read(text, []).blocks, nodesOf(blockTokens(text, { references: {}, notes: new Map() })));
        letters.read(text.slice(0, length), []);
      }
      assert.deepEqual(letters.read(text, []).blocks, nodesOf(blockTokens(text, { references: {}, notes: new Map() })));
    });
  }

  for (const [kind, line] of [['list', '- item\n'], ['table', '| x |\n'], ['quote', '> so\n>\n'], ['text', 'So.\n\n']] as const) {
    const textOf = (lines: number) => (kind === 'table' ? '| a |\n|---|\n' : '') + line.repeat(lines);

    test(`is not read again where nothing can change any more: a ${kind}`, () => {
      const before = createReader();
      const [wholeMs, letterMs] = leastReadMs(textOf(5_000));
      assert.ok(letterMs < wholeMs / 5, `${letterMs} ms of ${wholeMs} ms`);
      const blocks = before.read(textOf(100), []).blocks;
      const after = before.read(`${textOf(100)}${line}`, []).blocks;
      const parts = kind === 'text' ? [blocks, after] : [partsOf(blocks[0]), partsOf(after[0])];
      assert.ok(parts[0]?.slice(0, 98).every((part, index) => part === parts[1]?.[index]));
    });
  }
});

/** Milliseconds in which a text is read whole, and then one letter more, the least of 10. */
function leastReadMs(text: string): readonly [number, number] {
  const least: [number, number] = [Infinity, Infinity];
  for (let tries = 0; tries < 10; tries++) {
    const reader = createReader();
    for (const [index, longer] of [text, `${text}a`].entries()) {
      const began = performance.now();
      reader.read(longer, []);
      least[index] = Math.min(least[index] ?? Infinity, performance.now() - began);
    }
  }
  return least;
}

type Block = ReturnType<typeof nodesOf>[number];

function partsOf(block: Block | undefined): readonly Block[] {
  if (block?.type !== 'container') return [];
  return block.tag === 'table' ? partsOf(block.children[1]) : block.children;
}
