import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findPython } from '../interpreter/room.ts';

/** Prints how often anybody here asked for a way to an address that can't be reached (OutNoRoutes of RFC 4293). */
const COUNT = `awk '/^Ip:/ && !seen { for (i = 2; i <= NF; i++) name[i] = $i; seen = 1; next } /^Ip:/ { for (i = 2; i <= NF; i++) if (name[i] == "OutNoRoutes") print "asked " $i }' /proc/net/snmp`;

suite('privacy', function () {
  this.timeout(60_000);
  const bin = mkdtempSync(path.join(tmpdir(), 'docent-bin-'));
  suiteTeardown(() => rmSync(bin, { recursive: true }));

  /**
   * Runs a script in a network of its own, in which nothing but the machine itself can be reached. The kernel counts there what
   * any process and any thread tries, DNS included.
   */
  function attempts(...script: readonly string[]): number {
    const command = `"$@"; status=$?; ${COUNT}; exit $status`;
    const run = spawnSync('unshare', ['--net', '--map-root-user', 'sh', '-c', command, 'sh', process.execPath, ...script], {
      encoding: 'utf8',
      // No bubblewrap there: Python, too, must be in the network that is watched.
      env: { ...process.env, DOCENT_TEST_PATH: bin },
    });
    assert.equal(run.status, 0, run.stderr);
    return Number(/^asked (\d+)$/m.exec(run.stdout)?.[1]);
  }

  suiteSetup(function () {
    if (spawnSync('unshare', ['--net', '--map-root-user', 'true']).status !== 0) this.skip();
    symlinkSync(findPython(), path.join(bin, 'python3'));
  });

  test('an attempt to reach another machine is noticed, from a thread and from Python', () => {
    const thread = `new (require('node:worker_threads').Worker)("require('node:net').connect(9, '192.0.2.1').on('error', () => {})", { eval: true })`;
    assert.equal(attempts('-e', thread), 1);
    const python = `require('node:child_process').spawnSync(process.env.DOCENT_TEST_PATH + '/python3', ['-c', "import socket; socket.socket().connect_ex(('192.0.2.1', 9))"])`;
    assert.equal(attempts('-e', python), 1);
  });

  test('a whole local session makes none: its threads, its Python, all of it', () => {
    assert.equal(attempts(path.join(import.meta.dirname, 'localSession.ts')), 0);
  });
});
