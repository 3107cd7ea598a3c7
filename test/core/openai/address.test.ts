import assert from 'node:assert/strict';
import { isLoopback, parseBaseUrl, shownAddress } from '../../../src/core/openai/address.ts';

suite('a server’s address', () => {
  test('is shown without what may be secret', () => {
    assert.equal(shownAddress(parseBaseUrl(' https://h.example/v1/?api-key=s3cret#x ')), 'https://h.example/v1');
  });

  test('is on this machine by its loopback names alone', () => {
    const local = ['http://localhost:11434/v1', 'http://LOCALHOST', 'http://127.0.0.1', 'http://127.8.9.1', 'http://[::1]:8080/v1'];
    const remote = ['http://127.0.0.1.example', 'http://localhost.example', 'http://0.0.0.0', 'http://192.168.0.4', 'http://[::2]'];
    assert.deepEqual(local.filter((url) => !isLoopback(new URL(url))), []);
    assert.deepEqual(remote.filter((url) => isLoopback(new URL(url))), []);
  });
});
