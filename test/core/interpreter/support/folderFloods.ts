import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { measured } from '../../../support/measured.ts';
import { closeRooms, openRoom } from '../room.ts';

export interface FolderFlood {
  readonly name: string;
  readonly code: string;
  /** What the piece of code, and the deletion of its thread, may take besides the code's own time, in milliseconds. */
  readonly after: number;
}

/** What the host may need for it, in bytes. */
const MEMORY = 150_000_000;

/** Cells that leave more folders behind than anybody looks through. */
export function folderFloodSuite(title: string, floods: readonly FolderFlood[]): void {
  suite(title, () => {
    teardown(async function () {
      this.timeout(300_000);
      await closeRooms();
    });
    for (const { name, code, after } of floods) {
      test(`${name}: results are kept all the same, and the thread is deleted at once`, async function () {
        this.timeout(300_000);
        const { run, session, work, saved } = await openRoom(this, null, { timeLimitMs: 240_000 });
        const timed = `import os, time\nbegan = time.monotonic()\nopen("first.txt", "w").write("x")\n${code}\nprint(time.monotonic() - began)`;
        const ran = await measured(() => run(timed));
        assert.equal(ran.result.outcome, 'ok', ran.result.printed);
        const over = ran.ms - Number(ran.result.printed) * 1_000;
        const deleted = await measured(() => session.delete());
        console.log(`      ${name}: ${Math.round(over)} ms besides the code, deleted after ${Math.round(deleted.ms)} ms, + ${Math.round(ran.growth / 1e6)} MB`);
        assert.ok(over < after, `${over} ms`);
        assert.ok(deleted.ms < after, `${deleted.ms} ms`);
        assert.ok(ran.growth < MEMORY, `${ran.growth} bytes`);
        assert.deepEqual(saved.map((file) => file.name), ['first.txt']);
        assert.equal(existsSync(work), false);
      });
    }
  });
}
