// A whole local session, as a program of its own: an index, a question, a table. Ends with 0 when all of it worked.
import assert from 'node:assert/strict';
import path from 'node:path';
import { SAMPLE } from '../../../scripts/paths.ts';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { createDocent } from '../../../src/core/docent.ts';
import { dataAttachment, textPart, userMessage, type ContentPart } from '../../../src/core/types/item.ts';
import { isActive, type Run } from '../../../src/core/types/run.ts';
import { docentOptions } from '../../support/docentOptions.ts';
import { tempDir } from '../../support/temp.ts';

// Only what is there is found: Python, but not bubblewrap.
process.env.PATH = process.env.DOCENT_TEST_PATH;

const FOLDER = { path: SAMPLE, prefix: '' };
const dir = await tempDir();
const docent = createDocent(docentOptions(dir.path, { folders: () => [FOLDER] }));

async function ask(...input: readonly ContentPart[]): Promise<void> {
  const thread = await docent.threads.create({ origin: 'chat', workspace: await docent.workspace.id(), title: '' });
  const ended = new Promise<Run>((resolve) => {
    docent.runs.subscribe((id, event) => {
      if (id === thread.id && event.type === 'run' && !isActive(event.run.status)) resolve(event.run);
    });
  });
  await docent.runs.start({ thread, assistant: DEFAULT_ASSISTANT, input: [userMessage(input)] });
  assert.equal((await ended).status, 'completed');
  const { items } = await docent.runs.stored(thread.id);
  const worked = items.some(
    (item) => (item.type === 'file_search_call' && item.results?.length) || (item.type === 'code_interpreter_call' && item.outputs.some(({ type }) => type === 'table')),
  );
  assert.ok(worked, 'it found or computed something');
}

await docent.workspace.store.sync([FOLDER], { exclude: [] });
await ask(textPart('What are the key phases of SDD?'));
await ask(textPart('Analyze this'), { type: 'file', file: dataAttachment({ name: 'data.csv', path: path.join(SAMPLE, 'data.csv'), bytes: 1 }) });
await docent.close();
await dir.remove();
