import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { closeRooms, openRoom, withPath, type Ran } from '../room.ts';

/**
 * Plays systemd-run with a user manager that is there as long as the file `up` is: takes the options that the real one knows, says what the kernel
 * would of its group, and becomes the command with a variable more, as the real one does.
 */
const STAND_IN = `#!/bin/sh
here=$(dirname "$0")
test -e "$here/up" -a -n "$XDG_RUNTIME_DIR" || { echo "Failed to connect to bus: No such file or directory" >&2; exit 1; }
echo "$*" >> "$here/asked"
while [ "$1" != -- ]; do
  case "$1" in
    --user | --scope | --quiet | --collect) ;;
    --property) shift; case "$1" in MemoryMax=*[!0-9]* | TasksMax=*[!0-9]*) echo "Failed to parse $1" >&2; exit 1;; esac ;;
    *) echo "systemd-run: unrecognized option '$1'" >&2; exit 1;;
  esac
  shift
done
shift
case "$*" in *memory.max*) cat "$here/held"; exit 0;; esac
INVOCATION_ID=1 exec "$@"
`;

suite('Control groups', () => {
  const { XDG_RUNTIME_DIR: runtime = '', DBUS_SESSION_BUS_ADDRESS: bus = '' } = process.env;
  let folder = '';
  setup(function () {
    if (process.platform !== 'linux') this.skip();
    folder = mkdtempSync(join(tmpdir(), 'docent-groups-'));
    writeFileSync(join(folder, 'systemd-run'), STAND_IN);
    chmodSync(join(folder, 'systemd-run'), 0o755);
    writeFileSync(join(folder, 'up'), '');
    writeFileSync(join(folder, 'held'), '50331648\n24\n');
    Object.assign(process.env, { XDG_RUNTIME_DIR: folder, DBUS_SESSION_BUS_ADDRESS: '' });
  });
  teardown(async () => {
    await closeRooms();
    Object.assign(process.env, { XDG_RUNTIME_DIR: runtime, DBUS_SESSION_BUS_ADDRESS: bus });
    if (folder) rmSync(folder, { recursive: true });
  });

  const asked = () => (existsSync(join(folder, 'asked')) ? readFileSync(join(folder, 'asked'), 'utf8').trim().split('\n') : []);
  const CODE = 'import os\nprint(sorted(name for name in os.environ if name in ("XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "INVOCATION_ID")), os.environ["HOME"])';

  /** Runs code in a new interpreter that finds the stand-in; what happens before it. */
  async function run(test: Mocha.Context, before = () => undefined as void): Promise<Ran> {
    return withPath(folder + delimiter + process.env.PATH, async () => {
      const room = await openRoom(test, null, { memoryMb: 1_024 });
      await room.run('1');
      before();
      await room.session.stop();
      return room.run(CODE);
    });
  }
  const fine = ({ outcome, printed }: Ran) => assert.match(`${outcome} ${printed}`, /^ok \[\] \/.+\n$/);

  test('hold a session where the manager’s limits are seen to hold; code learns nothing of the manager', async function () {
    fine(await run(this));
    const [, ...sessions] = asked();
    assert.ok(sessions.length >= 2, 'two sessions, and perhaps the list of fonts');
    assert.match(sessions.at(-1) ?? '', /^--user --scope --quiet --collect --property MemoryMax=1342177280 --property MemorySwapMax=0 --property TasksMax=2512 -- \/usr\/bin\/env -i /);
  });

  test('are not asked for where the kernel does not hold what the manager was told', async function () {
    for (const held of ['', '50331648\nmax\n']) {
      writeFileSync(join(folder, 'held'), held);
      rmSync(join(folder, 'asked'), { force: true });
      fine(await run(this));
      assert.equal(asked().length, 1, held);
    }
  });

  test('are done without when the manager is gone', async function () {
    let before = 0;
    const end = () => {
      rmSync(join(folder, 'up'));
      before = asked().length;
    };
    fine(await run(this, end));
    assert.ok(before >= 2);
    assert.equal(asked().length, before);
  });

  test('are done without where no manager is named', async function () {
    process.env.XDG_RUNTIME_DIR = '';
    fine(await run(this));
    assert.deepEqual(asked(), []);
  });
});
