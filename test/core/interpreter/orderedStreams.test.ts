import assert from 'node:assert/strict';
import { orderStreams } from '../../../src/core/interpreter/orderedStreams.ts';

suite('The order of three streams', () => {
  const MARKER = Buffer.from('<marker>');
  const mark = (number: number) => Buffer.concat([MARKER, Buffer.from([0, 0, 0, number])]);
  const joined = (...parts: (string | Buffer)[]) => Buffer.concat(parts.map((part) => Buffer.from(part)));
  const line = (number: number, json: string) => `${MARKER.toString('hex')} ${number} ${json}`;

  /** All that comes out, as one text: `o:` and `e:` for stdout and stderr, `!` for an event, `?` for what is none. */
  function listen() {
    const seen: string[] = [];
    const streams = orderStreams(MARKER, {
      text: (stream, text) => seen.push(`${stream === 'stdout' ? 'o' : 'e'}:${text}`),
      event(json) {
        seen.push(`!${json}`);
        return json === 'stdout' || json === 'stderr' ? json : null;
      },
      stray: (text) => seen.push(`?${text}`),
      jammed: () => seen.push('jammed'),
    });
    return { ...streams, seen };
  }

  test('an event waits for what was printed before it', () => {
    const { print, event, seen } = listen();
    event(line(1, 'first'));
    print('stderr', mark(1));
    assert.deepEqual(seen, []);
    print('stdout', joined('before', mark(1)));
    assert.deepEqual(seen, ['o:before', '!first']);
  });

  test('what was printed after an event waits for it', () => {
    const { print, event, seen } = listen();
    print('stdout', joined('a', mark(1), 'b', mark(2), 'c'));
    print('stderr', joined(mark(1), 'x', mark(2)));
    assert.deepEqual(seen, ['o:a']);
    event(line(1, '1'));
    assert.deepEqual(seen, ['o:a', '!1', 'o:b', 'e:x']);
    event(line(2, '2'));
    assert.deepEqual(seen.slice(4), ['!2', 'o:c']);
  });

  test('what others write to one stream waits for the line that the worker writes to the other', () => {
    const { print, event, seen } = listen();
    print('stdout', joined('a', mark(1), 'child'));
    print('stderr', mark(1));
    event(line(1, 'stderr'));
    print('stdout', Buffer.from(' again'));
    assert.deepEqual(seen, ['o:a', '!stderr']);
    print('stderr', Buffer.from('b'));
    print('stdout', joined('!', mark(2), 'd'));
    print('stderr', mark(2));
    event(line(2, 'stderr'));
    assert.deepEqual(seen.slice(2), ['e:b', 'o:child again', 'o:!', '!stderr']);
    // A line that never came holds nothing back for long.
    print('stderr', mark(3));
    assert.deepEqual(seen.slice(6), ['o:d']);
  });

  test('a marker and a character may arrive in pieces', () => {
    const { print, event, seen } = listen();
    event(line(1, '1'));
    print('stderr', mark(1));
    const bytes = joined('é<mar', mark(1));
    for (const byte of bytes) print('stdout', Buffer.from([byte]));
    assert.equal(seen.join('').replaceAll('o:', ''), 'é<mar!1');
  });

  test('at the end nothing is held back', () => {
    const { print, end, seen } = listen();
    print('stdout', joined('a', mark(1), 'b<mark'));
    end();
    assert.deepEqual(seen, ['o:a', 'o:b<mark']);
  });

  test('what has no marker is no event, and moves none', () => {
    const { print, event, seen } = listen();
    event('{"event":"done","status":"ok"}');
    event('');
    event(`junk before${line(1, 'first')}`);
    print('stdout', mark(1));
    print('stderr', mark(1));
    assert.deepEqual(seen, ['?{"event":"done","status":"ok"}', '!first']);
  });

  test('a lost event costs itself alone, and a copy of one counts for nothing', () => {
    const { print, event, seen } = listen();
    print('stdout', joined('a', mark(1), 'b', mark(2), 'c', mark(3)));
    print('stderr', joined(mark(1), mark(2), mark(3)));
    event(line(2, 'second'));
    event(line(2, 'again'));
    event(line(3, 'third'));
    assert.deepEqual(seen, ['o:a', 'o:b', '!second', 'o:c', `?${line(2, 'again')}`, '!third']);
  });

  test('what waits for prints that never come has a limit', () => {
    const { event, seen } = listen();
    const big = 'x'.repeat(10_000_000);
    for (let number = 1; number < 8; number++) event(line(number, big));
    assert.deepEqual(seen, ['jammed']);
  });
});
