// node killed.ts KIND DIR: works on a data directory without end, says what is on disk by now, and is killed at any moment.
import { readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DEFAULT_ASSISTANT } from '../../../../src/core/assistants/default.ts';
import { COPY_AGE_MS, listCopies } from '../../../../src/core/data/copies.ts';
import { createDocent } from '../../../../src/core/docent.ts';
import type { Model } from '../../../../src/core/models/model.ts';
import { textPart, userMessage } from '../../../../src/core/types/item.ts';
import { isActive } from '../../../../src/core/types/run.ts';
import { docentOptions } from '../../../support/docentOptions.ts';
import { openData } from '../../../support/data.ts';

const [kind, dir = ''] = process.argv.slice(2);
const say = (...words: readonly string[]) => process.stdout.write(`${words.join(' ')}\n`);
const WORDS = 20;

/** Answers word by word, so that there is a middle to be killed in. */
const model: Model = {
  id: 'slow',
  label: 'Slow',
  isLanguageModel: true,
  destination: { kind: 'local' },
  price: null,
  contextTokens: async () => null,
  async *respond() {
    for (let word = 0; word < WORDS; word++) {
      yield { type: 'text', delta: `word${word} ` };
      await setTimeout(1);
    }
    yield { type: 'end', reason: 'stop' };
  },
};

async function runs(): Promise<void> {
  const docent = createDocent(docentOptions(dir, {}, { model: () => model }));
  await docent.data.use();
  say('ready');
  for (let count = 0; ; count++) {
    const thread = await docent.threads.create({ origin: 'chat', workspace: '/w', title: `question ${process.pid}-${count}` });
    const ended = new Promise<void>((resolve) => {
      const end = docent.runs.subscribe((_, event) => {
        if (event.type !== 'run' || isActive(event.run.status)) return;
        end();
        resolve();
      });
    });
    await docent.runs.start({ thread, assistant: DEFAULT_ASSISTANT, input: [userMessage([textPart(thread.title)])] });
    say('asked', thread.id);
    await ended;
    say('answered', thread.id);
  }
}

/** Writes files anew, each with a word of its own, and brings the index up to date. */
async function index(): Promise<void> {
  const folder = { path: join(dir, '..', 'workspace'), prefix: '' };
  const docent = createDocent(docentOptions(dir, { folders: () => [folder] }));
  const names = await readdir(folder.path);
  say('ready');
  for (let count = 0; ; count++) {
    const word = `w${process.pid}x${count}`;
    for (const name of names.filter((_, place) => (place + count) % 3 === 0)) await writeFile(join(folder.path, name), `${word} ${name.replace('.md', '')}\n`.repeat(50));
    await docent.workspace.store.sync([folder], { exclude: [] });
    say('synced', String(count));
  }
}

async function migration(): Promise<void> {
  say('ready');
  const data = await openData(dir);
  say('migrated');
  await data.close();
}

/** Makes one copy after the other, while threads are added. */
async function backup(): Promise<void> {
  const data = await openData(dir);
  const copies = join(dir, 'backup');
  say('ready');
  for (let count = 0; ; count++) {
    const { id } = await data.threads.create({ origin: 'chat', workspace: '/w', title: `copied ${count}` });
    say('added', id);
    for (const { path, at } of await listCopies(copies)) if (Date.now() - at < COPY_AGE_MS) await rename(path, path.replace(String(at), String(at - COPY_AGE_MS - 1_000)));
    await data.database.copyIfDue();
  }
}

const KINDS: Readonly<Record<string, () => Promise<void>>> = { runs, index, migration, backup };
await KINDS[kind ?? '']?.();
