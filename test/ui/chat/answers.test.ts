import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../../scripts/paths.ts';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import { eventually } from '../support/eventually.ts';
import { THEMES } from '../support/looks.ts';
import { modelAt } from '../support/settings.ts';
import { useDocent } from '../support/suite.ts';
import { foreignContent } from './foreignContent.ts';

/** Classes that the highlighter writes, each with a colour of its own. */
const TOKENS = [...new Set([...readFileSync(path.join(ROOT, 'src/webview/markdown/markdown.css'), 'utf8').matchAll(/\.(hljs-[\w-]+)/g)].map(([, name = '']) => name))];
/** What the Web Content Accessibility Guidelines ask for. */
const CONTRAST = 4.5;

suite('an answer in the editor', () => {
  const docent = useDocent();
  let server: ModelServer;
  let outside = '';
  suiteSetup(async () => {
    server = await startModelServer();
    const { chat, configure, folder, write } = docent();
    const lines = Array.from({ length: 20 }, (_, index) => `// line ${index + 1}`).join('\n');
    for (const file of ['src/berths.ts', 'docs/a file.md', 'one/same.ts', 'two/same.ts', 'two/[id].ts']) write(file, lines);
    outside = mkdtempSync(path.join(tmpdir(), 'docent-outside-'));
    writeFileSync(path.join(outside, 'secret.ts'), 'nothing');
    symlinkSync(path.join(outside, 'secret.ts'), path.join(folder, 'src', 'linked.ts'));
    configure(modelAt(server.url));
    await chat.button('stand-in').waitFor();
  });
  suiteTeardown(async () => {
    await server.close();
    rmSync(outside, { recursive: true });
  });

  test('links to files of the workspace, at their lines, and nothing outside of it', async () => {
    const { chat, folder, workbench } = docent();
    server.script({
      text: [
        '[rel](src/berths.ts#L3) [spaced](<docs/a file.md>) `berths.ts:5` same.ts:7 `two/[id].ts`',
        `[absolute](${folder}/src/berths.ts:9) [outside](${outside}/secret.ts) [up](../${path.basename(outside)}/secret.ts) src/linked.ts src/gone.ts:3 [etc](/etc/passwd)`,
      ].join('\n\n'),
    });
    await chat.ask('Where?');
    const links = chat.newest.getByRole('link');
    await chat.ended();
    await links.nth(5).waitFor();
    assert.deepEqual(await links.allTextContents(), ['rel', 'spaced', 'berths.ts:5', 'same.ts:7', 'two/[id].ts', 'absolute']);
    await links.nth(0).click();
    await workbench.activeTab('berths.ts').waitFor();
    await workbench.statusBar(/Ln 3\b/).waitFor();
    await links.nth(1).click();
    await workbench.activeTab('a file.md').waitFor();
    await links.nth(5).press('Enter');
    await workbench.statusBar(/Ln 9\b/).waitFor();
    await links.nth(3).click();
    const rows = workbench.page.locator('.quick-input-widget .monaco-list-row');
    await rows.nth(1).waitFor();
    await rows.filter({ hasText: 'two/same.ts' }).click();
    await workbench.activeTab('same.ts').waitFor();
    await workbench.statusBar(/Ln 7\b/).waitFor();
  });

  test('of an edited question is in a branch, and one goes from branch to branch in place', async () => {
    const { chat, newThread } = docent();
    await newThread();
    server.script({ text: 'First answer.' }, { text: 'Second answer.' }, { text: 'Other answer.' }, { text: 'Third answer.' });
    await chat.ask('First?');
    await chat.newest.filter({ hasText: 'First answer.' }).waitFor();
    await chat.ask('Second?');
    await chat.newest.filter({ hasText: 'Second answer.' }).waitFor();
    await chat.ended();
    await chat.questions.last().hover();
    await chat.questions.last().getByRole('button', { name: 'Edit question' }).click();
    const field = chat.frame.getByRole('textbox', { name: 'Edited question' });
    await field.fill('Otherwise?');
    await field.press('Enter');
    await chat.newest.filter({ hasText: 'Other answer.' }).waitFor();
    await chat.ended();
    await chat.frame.getByText('2/2').waitFor();
    assert.deepEqual(await chat.questions.locator('.typed').allTextContents(), ['First?', 'Otherwise?']);
    await chat.button('Previous branch').click();
    await chat.newest.filter({ hasText: 'Second answer.' }).waitFor();
    await chat.frame.getByText('1/2').waitFor();
    await chat.newest.getByRole('button', { name: 'Ask again' }).click();
    await chat.newest.filter({ hasText: 'Third answer.' }).waitFor();
    await chat.frame.getByText('3/3').waitFor();
    assert.deepEqual(server.requests.at(-1)?.body.messages.filter(({ role }) => role === 'user').map(({ content }) => content), ['First?', 'Second?']);
  });

  test('has what one can do with it in its menu, as its question and its code have', async () => {
    const { chat, newThread, workbench, write } = docent();
    const { page } = workbench;
    const menu = page.locator('.monaco-menu').getByRole('menuitem');
    const take = async (name: string) => {
      const entry = menu.filter({ has: page.getByText(name, { exact: true }) });
      for (let tries = 0; tries < 10 && ((await entry.isVisible()) || tries === 0); tries++) await entry.click({ timeout: 2_000 }).catch(() => undefined);
      await entry.waitFor({ state: 'hidden' });
    };
    const text = 'It **doubles** with $a^2$.\n\n```ts\nconst delay = 2;\n```';
    write('menu.ts', '');
    await newThread();
    await workbench.openFile('menu.ts');
    server.script({ text });
    await chat.ask('How?');
    await chat.newest.locator('.hljs-keyword').waitFor();
    await chat.ended();
    await chat.newest.getByText('doubles').click({ button: 'right' });
    await menu.first().waitFor();
    assert.deepEqual((await menu.allInnerTexts()).map((each) => each.trim()), ['Copy Answer as Markdown', 'Quote in Question', 'Ask Again', 'Insert at Cursor', 'Open Answer as File']);
    await take('Copy Answer as Markdown');
    await eventually(async () => assert.equal(await page.evaluate('navigator.clipboard.readText()'), text));
    await chat.newest.getByText('doubles').dblclick();
    await chat.newest.getByText('doubles').click({ button: 'right' });
    await take('Quote in Question');
    await eventually(async () => assert.equal(await chat.field.inputValue(), '> doubles\n\n'));
    await chat.field.fill('');
    await chat.newest.locator('pre').click({ button: 'right' });
    await menu.first().waitFor();
    assert.ok((await menu.allInnerTexts()).some((each) => each.includes('Apply Code to File')));
    await take('Insert Code at Cursor');
    await page.locator('.editor-group-container.active .view-line', { hasText: 'const delay = 2;' }).waitFor();
    await workbench.runCommand('File: Revert File');
    await chat.questions.last().focus();
    await page.keyboard.press('Shift+F10');
    await take('Edit Question');
    const field = chat.frame.getByRole('textbox', { name: 'Edited question' });
    await field.click({ button: 'right' });
    await menu.filter({ hasText: 'Paste' }).waitFor();
    assert.equal(await menu.filter({ hasText: 'Edit Question' }).count(), 0);
    await page.keyboard.press('Escape');
    await field.press('Escape');
    await field.waitFor({ state: 'detached' });
  });

  test('gives its code to the file in the editor, once one has seen the difference', async () => {
    const { chat, folder, newThread, workbench, write } = docent();
    write('depot.py', 'def berths(count):\n    return list(range(count))\n\n\nprint(berths(3))\n');
    await newThread();
    await workbench.openFile('depot.py');
    server.script({ text: '```python\ndef berths(count):\n    return list(range(1, count + 1))\n```' });
    await chat.ask('How?');
    await chat.ended();
    await chat.newest.getByRole('button', { name: 'Apply' }).click();
    const accept = workbench.page.getByRole('button', { name: 'Accept Change' });
    await accept.waitFor();
    const difference = workbench.page.locator('.tab', { hasText: 'depot.py: Docent’s change' });
    await difference.waitFor();
    await accept.click();
    await difference.waitFor({ state: 'detached' });
    await workbench.activeTab('depot.py').waitFor();
    await workbench.page.keyboard.press('Control+S');
    await eventually(() => assert.equal(readFileSync(path.join(folder, 'depot.py'), 'utf8'), 'def berths(count):\n    return list(range(1, count + 1))\n\n\nprint(berths(3))\n'));
    await chat.newest.getByRole('button', { name: 'Apply' }).click();
    await chat.notice.filter({ hasText: 'depot.py has this code already.' }).waitFor();
  });

  test('draws formulas, colours and diagrams with what it loads only then', async () => {
    const { chat } = docent();
    server.script({ text: 'So $\\frac{a}{b}$:\n\n```ts\nconst a = 1;\n```\n\n```mermaid\ngraph TD; A[Start here]-->B\n```' });
    await chat.ask('How?');
    await chat.newest.locator('mfrac').waitFor();
    await chat.newest.locator('.hljs-keyword').waitFor();
    const frame = chat.newest.frameLocator('iframe[title=Diagram]');
    await frame.locator('svg').getByText('Start here').waitFor();
    assert.equal(await frame.locator('body').evaluate(() => origin), 'null');
    assert.ok(((await frame.locator('svg').boundingBox())?.height ?? 0) > 50);
  });

  test('has code whose colours can be read in all themes', async () => {
    const { chat, configure } = docent();
    server.script({ text: '```diff\n- old\n+ new\n```' });
    await chat.ask('What changed?');
    await chat.newest.locator('.hljs-deletion').waitFor();
    await chat.ended();
    for (const theme of THEMES) {
      configure({ ...modelAt(server.url), 'workbench.colorTheme': theme });
      await chat.frame.locator(`body[data-vscode-theme-id="${theme}"]`).waitFor();
      const contrasts = await chat.newest.locator('.code').evaluate(contrastsIn, TOKENS);
      assert.deepEqual(contrasts.filter(([, contrast]) => contrast < CONTRAST), [], theme);
      assert.ok(contrasts.length > 20);
    }
  });

  foreignContent(docent);
});

/** The contrast of each class of tokens with the background of the code. */
function contrastsIn(code: Element, tokens: readonly string[]): readonly (readonly [string, number])[] {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!canvas) throw new Error('No canvas here');
  const luminance = (...colours: readonly string[]) => {
    for (const colour of colours) {
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const background = getComputedStyle(code).backgroundColor;
  const token = code.querySelector('code')?.appendChild(document.createElement('span'));
  if (!token) throw new Error('There is no code');
  const all = tokens.map((name) => {
    token.className = name;
    const values = [luminance(background), luminance(background, getComputedStyle(token).color)].sort((a, b) => b - a);
    return [name, ((values[0] ?? 0) + 0.05) / ((values[1] ?? 0) + 0.05)] as const;
  });
  token.remove();
  return all;
}
