import assert from 'node:assert/strict';
import { focus } from '../../../../src/core/knowledge/search/focus.ts';
import { matchLines } from '../../../../src/core/knowledge/search/matchLines.ts';
import { queryTerms } from '../../../../src/core/knowledge/index/words.ts';

/** The lines of `text` that are in focus for `query`. */
function focused(text: string, query: string): string {
  const lines = text.split('\n');
  const [hits = []] = matchLines([lines], queryTerms(query));
  const { start, end } = focus(lines, hits);
  return lines.slice(start, end + 1).join('\n');
}

suite('focus', () => {
  const guide = `# Bikes

Bikes are checked in spring. Bikes are
cleaned as well.

## Repairs

A broken chain is repaired
within two days.

Bikes are never lent out.`;

  test('the best lines bring their paragraph and their heading', () => {
    assert.equal(focused(guide, 'repairing broken chains'), '## Repairs\n\nA broken chain is repaired\nwithin two days.');
  });

  test('a rare word outweighs a frequent one', () => {
    const far = Array<string>(9).fill('');
    assert.equal(focused(['a bike', ...far, 'a chain', ...far, 'another bike', 'and a bike'].join('\n'), 'bike chain'), 'a chain');
  });

  test('a heading that fits brings what stands below it', () => {
    assert.equal(focused('intro\n\n## Deployment\n\nRun the script.\nWait.\n\nOther', 'deployment'), '## Deployment\n\nRun the script.\nWait.');
  });

  test('identifiers fit by their parts and by their stems', () => {
    const code = ['import x', '', 'function connectSockets() {', '  open();', '}', '', 'function close() {', '}'].join('\n');
    assert.equal(focused(code, 'connecting a socket'), 'function connectSockets() {\n  open();\n}');
  });

  test('the use of a name beats its import', () => {
    assert.equal(focused("import { total } from './sum.ts';\n\nshow(total(order));", 'total'), 'show(total(order));');
  });

  test('words close together beat words far apart', () => {
    const lines = ['red', ...Array<string>(12).fill('.'), 'blue', ...Array<string>(12).fill('.'), 'red blue'];
    assert.equal(focused(lines.join('\n'), 'red blue').split('\n').at(-1), 'red blue');
  });

  test('never more than eight lines of a long block, with a little before the first hit', () => {
    const block = Array.from({ length: 30 }, (_, index) => `line ${index}${index === 15 ? ' needle' : ''}`).join('\n');
    const lines = focused(block, 'needle').split('\n');
    assert.deepEqual([lines[0], lines.at(-1)], ['line 13', 'line 20']);
  });

  test('without any hit, the first paragraph', () => {
    assert.equal(focused('\n\nfirst\nsecond\n\nthird', 'elsewhere'), 'first\nsecond');
  });

  test('each end is a line with text', () => {
    for (const query of ['bikes', 'spring', 'chain', 'lent', 'repairs days', 'nothing']) {
      const lines = focused(guide, query).split('\n');
      assert.ok(lines[0]?.trim() && lines.at(-1)?.trim(), query);
    }
  });
});
