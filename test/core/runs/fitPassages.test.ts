import assert from 'node:assert/strict';
import type { ModelRequest } from '../../../src/core/models/model.ts';
import { transcript } from '../../../src/core/models/transcript.ts';
import { itemTokens, requestTokens } from '../../../src/core/runs/count.ts';
import { fit } from '../../../src/core/runs/fit.ts';
import { quote, type NumberedPassage } from '../../../src/core/types/citation.ts';
import { textPart, type FileSearchCall, type Item, type Message } from '../../../src/core/types/item.ts';
import { newItem } from '../../../src/core/types/newItem.ts';
import { DEFAULT_OPTIONS } from '../../../src/core/types/options.ts';

const place = { threadId: 't', runId: 'r' };
const INSTRUCTIONS = 'x'.repeat(561);
/** Of a window, what the answer leaves. */
const roomOf = (window: number) => (window * 3) / 4;

function says(role: Message['role'], text: string): Item {
  return newItem({ type: 'message', role, content: [textPart(text)] }, { ...place, turn: 0 }, 'completed');
}

function passage(number: number, name: number, lines = 40): NumberedPassage {
  const said = Array.from({ length: lines }, (_, index) => `line ${index + 1} of file ${name} says something of use`);
  const middle = Math.ceil(lines / 2);
  return {
    number,
    file: { id: `/w/f${name}.md`, path: `f${name}.md` },
    lines: { start: 1, end: lines },
    focus: { start: middle, end: Math.min(lines, middle + 2) },
    page: null,
    text: said.join('\n'),
    hash: `${name}`,
    score: 1,
  };
}

function search(turn: number, results: readonly NumberedPassage[]): Item<FileSearchCall> {
  const body: FileSearchCall = { type: 'file_search_call', callId: `c${turn}`, arguments: '{"query":"retry"}', error: null, queries: ['retry'], results };
  return newItem(body, { ...place, turn }, 'completed');
}

const ten = (turn: number) => search(turn, Array.from({ length: 10 }, (_, index) => passage(10 * turn + index + 1, index + 1)));

function request(...items: Item[]): ModelRequest {
  return { threadId: 't', assistantId: 'a', instructions: INSTRUCTIONS, files: [], tools: [], options: DEFAULT_OPTIONS, items };
}

const searches = ({ items }: ModelRequest) => items.filter((item) => item.type === 'file_search_call');
const isWhole = ({ lines, text }: NumberedPassage) => text.split('\n').length === lines.end - lines.start + 1 && lines.start === 1;

/** Numbers of what is whole, and of what is there with its focus alone. */
function shape(item: Item<FileSearchCall>): { readonly whole: number[]; readonly focus: number[]; readonly leftOut: number } {
  const results = item.results ?? [];
  return {
    whole: results.filter(isWhole).map(({ number }) => number),
    focus: results.filter((each) => !isWhole(each)).map(({ number }) => number),
    leftOut: item.leftOut ?? 0,
  };
}

suite('passages in a window', () => {
  test('of 4,096 stay whole by rank as far as there is room, and the model is told how many are missing', () => {
    const whole = request(says('user', 'How does it retry?'), ten(0));
    const { request: fitted, tokens } = fit(whole, roomOf(4_096));
    assert.ok(requestTokens(whole) > 4_200);
    assert.deepEqual(searches(fitted).map(shape), [{ whole: [1, 2, 3, 4, 5, 6, 7], focus: [], leftOut: 3 }]);
    assert.ok(tokens > 2_950 && tokens <= 3_072, `${tokens}`);
    assert.match(transcript(fitted.items)[1]?.calls[0]?.output ?? '', /\n\n3 more did not fit; search more narrowly to read them\.\n\n/);
  });

  test('of 8,192 with four searches: the newest is whole, then the one before it by rank, and each keeps its call', () => {
    const whole = request(says('user', 'How does it retry?'), ten(0), ten(1), ten(2), ten(3));
    const { request: fitted, tokens } = fit(whole, roomOf(8_192));
    const shapes = searches(fitted).map(shape);
    assert.deepEqual(shapes[3], { whole: [31, 32, 33, 34, 35, 36, 37, 38, 39, 40], focus: [], leftOut: 0 });
    assert.deepEqual(shapes[2]?.whole, [21, 22, 23, 24].slice(0, shapes[2]?.whole.length));
    assert.ok((shapes[2]?.whole.length ?? 0) >= 3);
    assert.deepEqual(shapes.slice(0, 2), [{ whole: [], focus: [], leftOut: 10 }, { whole: [], focus: [], leftOut: 10 }]);
    assert.ok(tokens <= 6_144 && 6_144 - tokens < 407, `${tokens}`);
    const outputs = transcript(fitted.items).flatMap(({ calls }) => calls.map(({ output }) => output));
    assert.equal(outputs[0], '10 more did not fit; search more narrowly to read them.');
  });

  test('hold the room that older messages leave, once some of them are out', () => {
    const filler = 'alpha beta gamma delta '.repeat(200);
    const whole = request(
      says('user', 'First?'), says('assistant', 'Yes.'),
      says('user', `Second? ${filler}`), says('assistant', filler),
      says('user', 'Third?'), ten(0), says('assistant', 'Yes.'),
      says('user', 'Fourth?'),
    );
    const { request: fitted, tokens, leftOut } = fit(whole, roomOf(2_048));
    assert.equal(leftOut.messages, 2);
    assert.ok(roomOf(2_048) - tokens < 407, `${tokens}`);
    assert.ok((searches(fitted).map(shape)[0]?.whole.length ?? 0) >= 2);
  });

  test('of any thread: nothing is cut in its middle, the newer and the better ranked come first, and no room is left unused', () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    for (let round = 0; round < 400; round++) {
      let number = 0;
      const exchanges = Array.from({ length: 1 + random(4) }, (_, question) => {
        const found = Array.from({ length: random(4) }, (_, turn) =>
          search(turn, Array.from({ length: 1 + random(12) }, () => passage(++number, number, 1 + random(60)))),
        );
        return [says('user', `Question ${question}? ${'why '.repeat(random(200))}`), ...found, says('assistant', 'so '.repeat(random(300)))];
      });
      const whole = request(...exchanges.flat().slice(0, -1));
      const room = 300 + random(12_000);
      const { request: fitted, tokens } = fit(whole, room);
      assert.equal(tokens, requestTokens(fitted), 'the count is right');
      const kept = searches(fitted);
      const before = kept.map((item) => whole.items.find(({ id }) => id === item.id) as Item<FileSearchCall>);
      /** The first passage, newest search first, that is not whole. */
      let missing: { readonly item: Item<FileSearchCall>; readonly at: number } | null = null;
      for (const [index, item] of [...kept.entries()].toReversed()) {
        const original = before[index]?.results ?? [];
        const results = item.results ?? [];
        results.forEach((each, rank) => {
          const source = original[rank];
          assert.ok(source && each.number === source.number, 'numbers and ranks stay');
          if (each.text === source.text) return;
          assert.equal(rank, results.length - 1, 'all before it are whole');
          assert.deepEqual([each.text, each.lines], [quote(source, source.focus), source.focus], 'its focus is whole');
        });
        assert.equal(results.length + (item.leftOut ?? 0), original.length);
        const wholes = results.filter((each, rank) => each.text === original[rank]?.text).length;
        if (missing) assert.equal(wholes, 0, 'nothing older is there while something newer is missing');
        else if (wholes < original.length) missing = { item, at: wholes };
      }
      if (!missing || tokens > room) continue;
      const { item, at } = missing;
      const original = before[kept.indexOf(item)]?.results ?? [];
      const withNext: Item<FileSearchCall> = { ...item, results: original.slice(0, at + 1), leftOut: original.length - at - 1 };
      assert.ok(tokens - itemTokens(item) + itemTokens(withNext) > room, `the next passage would have had room in ${room}`);
    }
  });
});
