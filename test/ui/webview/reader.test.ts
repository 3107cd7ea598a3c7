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
      if (!text.includes('【')) assert.deepEqual(document.blocks, nodesOf(blockTokens(text.replace(/\r\n?/g, '\n'), {})), JSON.stringify(pieces));
    }
  });

  test('is not read again where nothing can change any more', () => {
    const reader = createReader();
    const list = Array.from({ length: 100 }, (_, index) => `- item ${index}\n`).join('');
    const table = `| a |\n|---|\n${'| x |\n'.repeat(100)}`;
    for (const [text, parts] of [[`One.\n\n${list}`, 98], [`One.\n\n${table}`, 98], [`One.\n\n${'> so\n>\n'.repeat(100)}`, 98]] as const) {
      const before = reader.read(text, []).blocks;
      const after = reader.read(`${text}more`, []).blocks;
      assert.equal(after[0], before[0]);
      assert.equal(partsOf(after[1]).filter((part, index) => part === partsOf(before[1])[index]).length >= parts, true);
    }
  });
});

type Block = ReturnType<typeof nodesOf>[number];

function partsOf(block: Block | undefined): readonly Block[] {
  if (block?.type !== 'container') return [];
  return block.tag === 'table' ? partsOf(block.children[1]) : block.children;
}
