import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { useIndexed } from '../support/indexed.ts';
import type { Docent } from '../support/suite.ts';

/** Called in a suite with a workbench on the sample’s files. */
export const damagedIndex = (docent: () => Docent) => suite('an index that is damaged', () => {
  const { storeFile, damage, looks } = useIndexed(docent);

  test('is built again by itself, which is said until one has read it', async () => {
    const { chat, workbench } = docent();
    await damage();
    const notice = chat.frame.getByRole('status').filter({ hasText: 'The index was damaged. Docent has built it again from your files.' });
    await notice.waitFor();
    await workbench.statusBar(/Docent: \d\d files/).waitFor();
    assert.ok(existsSync(`${storeFile()}.damaged`));
    await looks('index rebuilt');
    await chat.ask('Where is the tax rounded?');
    await chat.sources().first().waitFor();
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await notice.waitFor({ state: 'detached' });
  });
});
