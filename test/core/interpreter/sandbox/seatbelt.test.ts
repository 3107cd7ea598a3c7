import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { Python } from '../../../../src/core/interpreter/environments/python.ts';
import { createLaunch, type LaunchOptions } from '../../../../src/core/interpreter/sandbox/launch.ts';
import { seatbeltProfile } from '../../../../src/core/interpreter/sandbox/seatbelt.ts';
import { findPython, SCRIPTS } from '../room.ts';

const PYTHON: Python = { executable: '/opt/py/bin/python3', version: '3.12.1', libraries: [], prefixes: ['/opt/py'], userSite: null, packages: [], linked: [], searched: [], loader: null };
/** As a folder may be called: what ends a string of the profile, and what would be a rule of its own. */
const AWKWARD = '/Users/a"b\\c) (allow network*)/Library';
/** Operations as macOS names them. */
const OPERATIONS = new Set(['default', 'process-fork', 'process-exec', 'signal', 'sysctl-read', 'ipc-posix-sem', 'ipc-posix-shm', 'file-read-metadata', 'file-read-data', 'file-read*', 'file-map-executable', 'file-write*', 'file-write-data', 'file-ioctl']);

/** An expression of a profile as lists of words; a string keeps its quotes. */
type Expression = string | readonly Expression[];

function parse(profile: string): readonly Expression[] {
  const words = profile.match(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+/g) ?? [];
  assert.equal(words.join('').length, profile.replace(/("(?:[^"\\]|\\.)*")|\s/g, '$1').length, 'nothing is passed over');
  const open: Expression[][] = [[]];
  for (const word of words) {
    if (word === '(') open.push([]);
    else if (word === ')') {
      const done = open.pop() ?? [];
      assert.ok(open.length > 0, 'a bracket too many');
      open.at(-1)?.push(done);
    } else open.at(-1)?.push(word);
  }
  assert.equal(open.length, 1, 'a bracket is open');
  return open[0] ?? [];
}

function launched(more: Partial<LaunchOptions>) {
  return createLaunch({ purpose: { kind: 'code', inputs: null }, python: PYTHON, scripts: '/ext/python', folder: '/work/thread', memoryMb: 512, diskMb: 60, sandbox: { kind: 'seatbelt' }, ...more });
}

suite('macOS’ sandbox', () => {
  const rules = parse(seatbeltProfile({ python: PYTHON, scripts: '/ext/python', home: AWKWARD, readable: [`${AWKWARD}/x`] })).map((rule) => (typeof rule === 'string' ? assert.fail(rule) : rule));
  const paths = (operation: string) => rules.filter((rule) => rule.includes(operation)).flatMap((rule) => rule.flatMap((part) => (typeof part === 'string' ? [] : [part[1]])));

  test('refuses what it does not allow, and allows what macOS knows', () => {
    assert.deepEqual(rules.slice(0, 2), [['version', '1'], ['deny', 'default']]);
    for (const [verb, ...parts] of rules.slice(2)) {
      assert.equal(verb, 'allow');
      for (const part of parts) {
        if (typeof part === 'string') assert.ok(OPERATIONS.has(part), part);
        else assert.ok(['subpath', 'literal', 'target'].includes(String(part[0])) && part.length === 2, JSON.stringify(part));
      }
    }
  });

  test('lets nothing be written but the work folder, whatever it is called', () => {
    const quoted = '"/Users/a\\"b\\\\c) (allow network*)/Library"';
    assert.deepEqual(paths('file-write*'), [quoted]);
    assert.deepEqual(rules.filter((rule) => rule.some((part) => typeof part === 'string' && part.startsWith('network'))), []);
    assert.ok(paths('process-exec').includes('"/opt/py"') && !paths('process-exec').includes(quoted));
  });

  test('starts Python as it lies, with temporary files in the work folder', () => {
    const { command, args, env, inputs } = launched({});
    assert.equal(command, '/usr/bin/sandbox-exec');
    assert.deepEqual([args[0], ...args.slice(2, 5)], ['-p', '/opt/py/bin/python3', '-I', '-B']);
    assert.equal(args.at(-1), '/work/thread');
    assert.equal(env['TMPDIR'], '/work/thread/.tmp');
    assert.deepEqual(inputs, []);
  });

  test('lets Docent’s own scripts read the work folder, and write to their home alone', () => {
    const [, profile = ''] = launched({ purpose: { kind: 'operations', home: '/home/own', inputs: { folder: '/in', targets: ['/data/big.csv'] } } }).args;
    assert.match(profile, /\(allow file-write\* \(subpath "\/home\/own"\)\)/);
    for (const path of ['/work/thread', '/in', '/data/big.csv']) assert.match(profile, new RegExp(`file-read\\*.*\\(subpath "${path}"\\)`));
  });

  test('is not believed where it holds nothing: the check finds the way out', function () {
    if (process.platform === 'win32') this.skip();
    const look = `import os, sys\nsys.path.insert(0, ${JSON.stringify(SCRIPTS)})\nfrom docent_probe import way_out_of_mac\nprint(way_out_of_mac(os.getcwd(), [os.getcwd()]))`;
    assert.match(execFileSync(findPython(), ['-c', look], { encoding: 'utf8' }), / can be written to from inside\n$/);
  });
});
