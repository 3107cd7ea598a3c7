import assert from 'node:assert/strict';
import { answer, question, run, viewState } from './support/states.ts';
import { useViews } from './support/view.ts';

suite('links to the workspace in an answer', () => {
  const open = useViews();
  const show = (text: string) => open(viewState({ items: [question('How?'), answer(text, 'msg_open', 'in_progress')], run: run('in_progress') }));

  test('are made of what is there, and open it at its lines', async () => {
    const view = await show(
      [
        '[rel](src/berths.ts#L3), [spaced](<docs/a file.md>), src/berths.ts:5, ./src/berths.ts#L3-L9 and **src/テスト/a-b.test.ts:2:7**.',
        'In code: `berths.ts:7`, `allocate()`, `Berths.allocate`, `Makefile`, `docs/a file.md`.',
        '| file |\n| --- |\n| src/berths.ts |',
      ].join('\n\n'),
    );
    const links = view.page.getByRole('link');
    await links.nth(10).waitFor();
    assert.deepEqual(await links.allTextContents(), [
      'rel', 'spaced', 'src/berths.ts:5', './src/berths.ts#L3-L9', 'src/テスト/a-b.test.ts:2:7', 'berths.ts:7', 'allocate()', 'Berths.allocate', 'Makefile', 'docs/a file.md', 'src/berths.ts',
    ]);
    const file = (path: string, start = 0, end = start, column: number | null = null) => ({ mention: { kind: 'file', path }, place: start ? { start, end, column } : null });
    const opened = [
      file('src/berths.ts', 3), file('docs/a file.md'), file('src/berths.ts', 5), file('./src/berths.ts', 3, 9), file('src/テスト/a-b.test.ts', 2, 2, 7), file('berths.ts', 7),
      { mention: { kind: 'symbol', name: 'allocate' }, place: null },
    ];
    for (const [index, link] of opened.entries()) {
      if (index % 2 === 0) await links.nth(index).click();
      else await links.nth(index).press('Enter');
      assert.deepEqual(await view.asked('openMention'), link);
    }
    assert.deepEqual(await view.page.locator('.markdown code').first().evaluate((code) => [code.textContent, code.getAttribute('dir')]), ['berths.ts:7', 'ltr']);
  });

  test('are not made of what is not there, or elsewhere: it stands as it was written', async () => {
    const text = [
      '[gone](src/gone.ts#L3) ![gone](media/gone.png) [title](gone.md "T") src/gone.ts:5 [js](javascript:alert(1)) [cmd](command:workbench.action.quit)',
      '[file](file:///etc/passwd) [up](../../etc/passwd) [other](//elsewhere.example/a.ts) [code](vscode://file/x) [anchor](#x) main.py and index.html',
    ].join(' ');
    const { page } = await show(`${text} src/berths.ts`);
    await page.getByRole('link').waitFor();
    assert.equal(await page.locator('.markdown').innerText(), `${text} src/berths.ts`);
    assert.equal(await page.getByRole('link').count(), 1);
    assert.equal(await page.locator('.markdown [href]').count(), 0);
  });

  test('come as soon as the name is whole, in a text that grows', async () => {
    const view = await show('See **src');
    for (const delta of ['/ber', 'ths', '.t', 's:', '5', '** now']) view.run({ type: 'text.delta', itemId: 'msg_open', delta });
    await view.page.locator('strong').getByRole('link', { name: 'src/berths.ts:5' }).waitFor();
    assert.equal(await view.page.locator('.markdown').innerText(), 'See src/berths.ts:5 now');
  });

  test('leave addresses of the web alone', async () => {
    const { page } = await show('https://a.example/src/berths.ts:5 [src/berths.ts](https://b.example/) <https://c.example/berths.ts> berths.ts');
    await page.locator('.mention').waitFor();
    assert.deepEqual(await page.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))), ['https://a.example/src/berths.ts:5', 'https://b.example/', 'https://c.example/berths.ts', null]);
  });
});
