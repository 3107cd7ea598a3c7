import assert from 'node:assert/strict';
import { measured } from '../../../support/measured.ts';
import { closeRooms, openRoom } from '../room.ts';

export interface ChannelFlood {
  readonly name: string;
  readonly code: string;
  /** What is said of it; null where Python ends for it. */
  readonly notice: RegExp;
  /** Whether Python lives on. */
  readonly survives: boolean;
}

/** What code may take of the host's memory by what it writes, in bytes. */
const MEMORY = 150_000_000;
/** In milliseconds: of the time limit of code, after which these floods would all end. */
const TIME = 40_000;

/** Cells that write more to the descriptors than anybody reads. */
export function channelFloodSuite(title: string, floods: readonly ChannelFlood[]): void {
  suite(title, () => {
    teardown(closeRooms);
    for (const { name, code, notice, survives } of floods) {
      test(`${name}: a sentence says so, memory stays as it is, the next code works`, async function () {
        this.timeout(120_000);
        const { run } = await openRoom(this, null, { timeLimitMs: 100_000 });
        await run('x = 1');
        const { result, growth, ms } = await measured(() => run(code));
        console.log(`      ${name}: + ${Math.round(growth / 1e6)} MB, ${Math.round(ms)} ms`);
        assert.equal(result.outcome, survives ? 'ok' : 'crashed');
        const said = result.outputs.flatMap((output) => (output.type === 'notice' ? [output.notice.message] : []));
        assert.equal(said.filter((message) => notice.test(message)).length, 1, said.join('\n'));
        assert.ok(growth < MEMORY, `${growth} bytes`);
        assert.ok(ms < TIME, `${ms} ms`);
        assert.equal((await run('print("x" in globals())')).printed, survives ? 'True\n' : 'False\n');
      });
    }
  });
}
