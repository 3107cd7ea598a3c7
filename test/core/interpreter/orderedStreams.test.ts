import assert from 'node:assert/strict';
import { orderStreams } from '../../../src/core/interpreter/orderedStreams.ts';

suite('The order of three streams', () => {
  const MARKER = Buffer.from('<marker>');

  /** All that comes out, as one text: `o:` and `e:` for stdout and stderr, `!` for an event. */
  function listen() {
    const seen: string[] = [];
    const streams = orderStreams(MARKER, {
      text: (stream, text) => seen.push(`${stream === 'stdout' ? 'o' : 'e'}:${text}`),
      event: (line) => seen.push(`!${line}`),
    });
    return { ...streams, seen };
  }

  test('an event waits for what was printed before it', () => {
    const { print, event, seen } = listen();
    event('first');
    print('stderr', MARKER);
    assert.deepEqual(seen, []);
    print('stdout', Buffer.from('before<marker>'));
    assert.deepEqual(seen, ['o:before', '!first']);
  });

  test('what was printed after an event waits for it', () => {
    const { print, event, seen } = listen();
    print('stdout', Buffer.from('a<marker>b<marker>c'));
    print('stderr', Buffer.from('<marker>x<marker>'));
    assert.deepEqual(seen, ['o:a']);
    event('1');
    assert.deepEqual(seen, ['o:a', '!1', 'o:b', 'e:x']);
    event('2');
    assert.deepEqual(seen.slice(4), ['!2', 'o:c']);
  });

  test('a marker and a character may arrive in pieces', () => {
    const { print, event, seen } = listen();
    event('1');
    print('stderr', MARKER);
    const bytes = Buffer.from('é<mar<marker>');
    for (const byte of bytes) print('stdout', Buffer.from([byte]));
    assert.equal(seen.join('').replaceAll('o:', ''), 'é<mar!1');
  });

  test('at the end nothing is held back', () => {
    const { print, end, seen } = listen();
    print('stdout', Buffer.from('a<marker>b<mark'));
    end();
    assert.deepEqual(seen, ['o:a', 'o:b<mark']);
  });
});
