import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { t } from '@vscode/l10n';
import { named } from '../../limits/budget.ts';
import { DOCUMENT } from '../../limits/limits.ts';
import { Unfit, Unsupported, type Section } from '../read/kind.ts';
import { kindOf, uploadedKindOf } from '../read/kinds.ts';
import type { DocumentToRead, ReaderMessage } from './messages.ts';

// A process that reads documents, one after the other. It may be ended at any moment, by whoever started it or by its own watch.

/** Shared with the watch: whether a document is being read, and how many of its parts are done. */
const state = new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
const [BUSY, PARTS] = [0, 1];

/** A thread of its own: what reads a document seldom pauses, and most of its memory is none that V8 could limit. It ends the whole process. */
const WATCH = `
const { state, memory, silence, every } = require('node:worker_threads').workerData;
let parts = 0, quiet = 0;
setInterval(() => {
  if (process.memoryUsage.rss() > memory) process.kill(process.pid, 'SIGTERM');
  const now = Atomics.load(state, ${PARTS});
  quiet = Atomics.load(state, ${BUSY}) && now === parts ? quiet + every : 0;
  parts = now;
  if (quiet > 2 * silence) process.kill(process.pid, 'SIGKILL');
}, every);`;
/** Memory can grow by a gigabyte a second. In milliseconds. */
const WATCH_EVERY = 10;

async function read({ name, bytes, isUploaded }: DocumentToRead): Promise<ReaderMessage> {
  try {
    const kind = (isUploaded ? uploadedKindOf : kindOf)(extname(name));
    const sections = await kind.extract(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), () => {
      Atomics.add(state, PARTS, 1);
      tell({ type: 'goesOn' });
      return false;
    });
    checkText(sections);
    return { type: 'read', sections };
  } catch (error) {
    if (error instanceof Unfit) return { type: 'unfit', reason: error.message, isUnsupported: error instanceof Unsupported };
    return { type: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}

function checkText(sections: readonly Section[]): void {
  let length = 0;
  for (const { lines } of sections) for (const line of lines) length += line.length + 1;
  if (length > DOCUMENT.text.max) throw new Unfit(t('has more than {0} of text', named(DOCUMENT.text)));
}

function tell(message: ReaderMessage): void {
  process.send?.(message);
}

const watch = new Worker(WATCH, { eval: true, workerData: { state, memory: DOCUMENT.memory.max, silence: DOCUMENT.silence.max, every: WATCH_EVERY } });
// Without it nothing is read.
watch.on('error', () => process.exit(1));
process.on('disconnect', () => process.exit());
process.on('message', (document: DocumentToRead) => {
  Atomics.store(state, BUSY, 1);
  void read(document).then((message) => {
    Atomics.store(state, BUSY, 0);
    tell(message);
  });
});
watch.on('online', () => tell({ type: 'ready' }));
