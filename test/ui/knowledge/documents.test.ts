import assert from 'node:assert/strict';
import { makeDocx } from '../../core/knowledge/read/makeZip.ts';
import { quickPick } from '../support/quickPick.ts';
import { useDocent } from '../support/suite.ts';
import { embeddings } from './embeddings.ts';

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const NOTEBOOK = JSON.stringify({
  cells: [
    { cell_type: 'markdown', source: ['# Figures'], metadata: {} },
    { cell_type: 'code', source: ['def churn_rate(df):\n', '    return df.lost / df.all'], outputs: [], execution_count: null, metadata: {} },
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

suite('Documents and their citations', () => {
  const docent = useDocent();

  const openSource = async (question: string, source: string) => {
    const { chat } = docent();
    await chat.ask(question);
    await chat.ended();
    await chat.sources().filter({ hasText: source }).last().click();
  };

  test('a citation of a Word document opens its text at the quoted lines', async () => {
    const { chat, workbench, write } = docent();
    write('fees.docx', makeDocx(paragraph('About us.') + paragraph('A courier costs four euros an hour.')));
    write('size.txt', Buffer.from('Ein Blatt.\nDie Gr\xf6\xdfe betr\xe4gt zwei Meter.\n', 'latin1'));
    write('book.ipynb', NOTEBOOK);
    write('wait.ts', 'export const first = 1;\nexport const timeoutMs = 500; // wait for zebras\n');
    write('page.html', '<html>\n<style>p{}</style>\n<body>\n<p>The caf&eacute; opens <b>late</b>.</p>\n</body></html>\n');
    await chat.button('Index Workspace').click();
    await workbench.statusBar(/Docent: 5 files/).waitFor();
    await openSource('What does a courier cost?', 'fees.docx');
    await workbench.activeTab('fees.docx.txt').waitFor();
    assert.match((await workbench.selection()).text, /A courier costs four euros an hour\./);
  });

  test('a file in another encoding is shown in it, with the cited lines selected', async () => {
    const { workbench } = docent();
    await openSource('Größe', 'size.txt');
    await workbench.activeTab('size.txt').waitFor();
    assert.match((await workbench.selection()).text, /Die Größe beträgt zwei Meter\./);
  });

  test('a web page is found by what one reads of it, and opens as it is written', async () => {
    const { workbench } = docent();
    await openSource('café', 'page.html');
    await workbench.activeTab('page.html').waitFor();
    assert.match((await workbench.selection()).text, /caf&eacute; opens/);
  });

  test('what has become of cited lines is told: moved, changed, gone', async () => {
    const { chat, workbench, write } = docent();
    await openSource('zebras', 'wait.ts:');
    const again = () => chat.sources().filter({ hasText: 'wait.ts:' }).last().click();
    write('wait.ts', 'import a from "a";\nexport const first = 1;\nexport const timeoutMs = 500; // wait for zebras\n');
    await again();
    await workbench.page.getByText('The cited lines have moved from lines 1–2 to lines 2–3 of wait.ts.').waitFor();
    write('wait.ts', 'export const first = 10;\nexport const timeoutMs = 3000; // wait for zebras\n');
    await again();
    await workbench.notification(/The cited lines have changed since: what stands in their place is selected, lines 1–2 of wait\.ts/).waitFor();
    write('wait.ts', 'nothing of it\n');
    await again();
    await workbench.notification(/The cited lines are gone: wait\.ts has changed/).waitFor();
    write('later.ts', '// by hand in $(pwd), $(git log)\nexport const first = 1;\nexport const timeoutMs = 500; // wait for zebras\n');
    await workbench.statusBar(/Docent: 6 files/).waitFor();
    await again();
    await workbench.notification(/The cited lines are gone from wait\.ts\. They stand in later\.ts now\./).getByText('Open later.ts').click();
    await workbench.activeTab('later.ts').waitFor();
    assert.match((await workbench.selection()).text, /timeoutMs = 500/);
  });

  test('a search without the chat shows each place as one goes through the list, and opens it', async () => {
    const { workbench } = docent();
    const picker = quickPick(workbench);
    await workbench.runCommand('Docent: Search Knowledge');
    await picker.type('late café', 'Search Knowledge');
    await workbench.activeTab('page.html').waitFor();
    await picker.choose(/^page\.html:\d+$/);
    assert.match((await workbench.selection()).text, /caf&eacute; opens/);
    await workbench.runCommand('Docent: Search Knowledge');
    await picker.type('xylophonequartz', 'Search Knowledge');
    await workbench.page.locator('.quick-input-list').getByText('Nothing was found.').waitFor();
    await workbench.page.keyboard.press('Escape');
  });

  test('Escape goes from the shown place back to where one was', async () => {
    const { workbench } = docent();
    const place = workbench.page.locator('#status\\.editor\\.selection');
    await place.filter({ hasText: 'selected' }).waitFor();
    const before = await place.innerText();
    await workbench.runCommand('Docent: Search Knowledge');
    await quickPick(workbench).type('courier costs', 'Search Knowledge');
    await workbench.activeTab('fees.docx.txt').waitFor();
    await quickPick(workbench).close();
    await workbench.activeTab('page.html').waitFor();
    await workbench.page.locator('.tab[data-resource-name="fees.docx.txt"]').waitFor({ state: 'detached' });
    await place.filter({ hasText: before }).waitFor();
    // What is typed next goes where it would have gone.
    await workbench.page.keyboard.press('ArrowRight');
    await place.filter({ hasText: before.replace(/ \(.*/, '') }).filter({ hasNotText: 'selected' }).waitFor();
  });

  test('what a place says is shown as it is, also what VS Code would take for an icon', async () => {
    const { workbench } = docent();
    await workbench.runCommand('Docent: Search Knowledge');
    await quickPick(workbench).type('by hand', 'Search Knowledge');
    await workbench.page.locator('.quick-input-list .monaco-list-row', { hasText: '// by hand in $(pwd), $(git log) ⏎' }).waitFor();
    await quickPick(workbench).close();
  });

  test('a notebook is cited by its cell, and opens there', async () => {
    const { workbench } = docent();
    await openSource('churn_rate', 'book.ipynb, cell 2');
    await workbench.activeTab('book.ipynb').waitFor();
    await workbench.page.locator('.notebookOverlay .monaco-list-row.focused', { hasText: 'churn_rate' }).waitFor();
    // It is a page of its own, beside the chat.
    await workbench.runCommand('View: Close All Editors');
  });

  embeddings(docent);
});
