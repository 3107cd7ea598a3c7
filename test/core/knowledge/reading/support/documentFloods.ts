import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { folderOf, cleanUp, openStore } from '../../setup.ts';

export interface DocumentFlood {
  readonly name: string;
  readonly bytes: () => Promise<Buffer>;
  /** Why it is left out. */
  readonly reason: RegExp;
}

/** All of Docent's reading, in bytes: what the process that reads has in the end. */
const MEMORY = 500_000_000;
/** In milliseconds: some seconds, on a machine that has much else to do. */
const TIME = 40_000;
/** How often it is looked, in milliseconds. */
const LOOK_MS = 20;

/** A folder with a document that would fill the memory, and others. */
export function documentFloodSuite(title: string, floods: readonly DocumentFlood[]): void {
  suite(title, () => {
    teardown(cleanUp);
    for (const { name, bytes, reason } of floods) {
      test(`${name} is left out, and the other files are read meanwhile`, async () => {
        const others = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`z${index}.txt`, `apples ${index}`]));
        const folder = folderOf({ [name]: await bytes(), ...others });
        const store = openStore();
        const before = process.memoryUsage.rss();
        const began = performance.now();
        let most = 0;
        const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss() - before, childMemory())), LOOK_MS);
        let isOver = false;
        const syncing = store.sync([folder], { exclude: [] }).finally(() => (isOver = true));
        let othersAt: number | null = null;
        while (!isOver) {
          const { files } = await store.status();
          if (files >= 50 && !isOver) othersAt ??= performance.now() - began;
        }
        const report = await syncing;
        clearInterval(timer);
        const ms = performance.now() - began;
        console.log(`      ${name}: ${Math.round(most / 1e6)} MB, ${Math.round(ms)} ms, the others after ${Math.round(othersAt ?? ms)} ms: ${report.leftOut[0]?.reason ?? ''}`);
        assert.deepEqual(report.leftOut.map(({ path }) => path), [name]);
        assert.match(report.leftOut[0]?.reason ?? '', reason);
        assert.equal(report.added, 50);
        assert.ok(ms < TIME, `${ms} ms`);
        assert.ok(most < MEMORY, `${most} bytes`);
        assert.ok(othersAt !== null && othersAt < ms, 'The others can be found before');
        assert.equal((await store.sync([folder], { exclude: [] })).unchanged, 50, 'It is not tried again as long as it is the same');
      }).timeout(120_000);
    }
  });
}

/** What the largest child of this process has in memory, in bytes. */
function childMemory(): number {
  if (process.platform !== 'linux') return 0;
  const own = String(process.pid);
  return Math.max(0, ...readdirSync('/proc').filter((pid) => /^\d+$/.test(pid)).map((pid) => memoryOfChild(pid, own)));
}

function memoryOfChild(pid: string, parent: string): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return /^PPid:\s+(\d+)/m.exec(status)?.[1] === parent ? Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024 : 0;
  } catch {
    return 0; // It has ended.
  }
}
