import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SAMPLE } from '../../../scripts/paths.ts';
import { looks } from '../looks.ts';
import { eventually } from '../support/eventually.ts';
import { processesWith } from '../support/processes.ts';
import { pythonFile } from '../support/python.ts';
import { useDocent } from '../support/suite.ts';

/** Whatever is stopped is gone after so long. */
const STOP_LIMIT_MS = 1_000;
/** Python 3.6, as far as it is asked who it is. */
const OLD_PYTHON = `#!/bin/sh
echo '{"executable": "/opt/old/bin/python3", "version": [3, 6, 15], "prefixes": ["/opt/old"], "userSite": null}'
`;

suite('Python', () => {
  const bin = mkdtempSync(path.join(tmpdir(), 'docent-bin-'));
  // No bubblewrap there, and at first no Python, also not where installers put it. VSCODE_CLI: else VS Code asks the user's shell for its PATH.
  const docent = useDocent({ folder: SAMPLE, env: { PATH: bin, HOME: bin, PYENV_ROOT: bin, HOMEBREW_PREFIX: bin, VSCODE_CLI: '1' } });
  suiteTeardown(() => rmSync(bin, { recursive: true }));

  const python = path.join(bin, 'python3');
  /** Waits until the analysis says so in its head. */
  const says = (line: string) => docent().analysis.frame.locator('header', { hasText: line }).waitFor();

  async function failsAgain(sentence: string): Promise<void> {
    const { analysis } = docent();
    const asked = await analysis.questions.count();
    await analysis.button('Run Again').click();
    await analysis.questions.nth(asked).waitFor();
    await analysis.notice.filter({ hasText: sentence }).last().getByRole('button', { name: 'Choose Python' }).waitFor();
    await analysis.newest.filter({ hasText: sentence }).waitFor();
  }

  test('is missed with a sentence where there is none', async () => {
    const { analysis, workbench, write } = docent();
    write('sales.csv', 'city,sales\nLeer,12\nWeener,7\nLeer,9\n');
    await workbench.openFile('sales.csv');
    await workbench.runCommand('Docent: Analyze File');
    const sentence = 'No Python was found on this machine: install Python 3.9 or newer, or choose one.';
    await analysis.notice.filter({ hasText: sentence }).waitFor();
    await analysis.button('Choose Python').click();
    const picker = workbench.page.locator('.quick-input-widget');
    await picker.getByText('The First That Is Found').waitFor();
    await picker.getByText('Browse…').waitFor();
    await workbench.page.keyboard.press('Escape');
    await picker.waitFor({ state: 'hidden' });
  });

  test('is refused where the setting names no file', async () => {
    const { configure } = docent();
    configure({ 'docent.python.path': '/nowhere/python3' });
    const sentence = 'The configured Python “/nowhere/python3” can’t be used: there is no such file.';
    await says(sentence);
    await failsAgain(sentence);
  });

  test('is refused where it is too old', async () => {
    const { configure } = docent();
    writeFileSync(python, OLD_PYTHON, { mode: 0o755 });
    configure({});
    const sentence = 'Python 3.6.15 (/opt/old/bin/python3) is too old: code needs Python 3.9 or newer.';
    await says(sentence);
    await failsAgain(sentence);
  });

  test('profiles a table without a sandbox and without a question: that script is Docent’s own', async () => {
    const { analysis, configure } = docent();
    rmSync(python);
    symlinkSync(pythonFile(), python);
    configure({ 'docent.python.path': python });
    await says('no sandbox: you are asked before code runs.');
    await analysis.button('Run Again').click();
    await analysis.newest.filter({ hasText: '3 rows' }).waitFor();
  });

  test('runs other code without a sandbox only with consent, which shows it', async () => {
    const { analysis, workbench, write } = docent();
    write('sum.py', 'total = sum(range(10))\nprint("The sum is", total)\n');
    await workbench.openFile('sum.py');
    await workbench.runCommand('Docent: Analyze File');
    await analysis.consent.filter({ hasText: 'Run this code without a sandbox?' }).filter({ hasText: 'print("The sum is", total)' }).waitFor();
    await analysis.consent.filter({ hasText: 'Bubblewrap, the sandbox for Linux, is not installed' }).waitFor();
    await analysis.button('Don’t Allow').click();
    await analysis.notice.filter({ hasText: 'The code was not run: it was declined.' }).waitFor();
    await analysis.consent.waitFor({ state: 'detached' });
  });

  test('runs what is allowed, once', async () => {
    const { analysis } = docent();
    await analysis.button('Run Again').click();
    await analysis.button('Allow Once').click();
    await analysis.frame.locator('pre.stdout', { hasText: 'The sum is 45' }).waitFor();
    await analysis.button('Run Again').click();
    await analysis.consent.waitFor();
  });

  test('asks no more in a thread where all is allowed', async () => {
    const { analysis } = docent();
    const results = analysis.frame.locator('pre.stdout', { hasText: 'The sum is 45' });
    await analysis.button('Allow in This Thread').click();
    await results.nth(1).waitFor();
    await analysis.button('Run Again').click();
    await results.nth(2).waitFor();
  });

  test('ends when its analysis is stopped', async () => {
    const { analysis, workbench, write } = docent();
    const mark = `docent-analysis-${process.pid}`;
    write('endless.py', `mark = open("${mark}", "w")\nprint("under way", flush=True)\nwhile True: pass\n`);
    await workbench.openFile('endless.py');
    await workbench.runCommand('Docent: Analyze File');
    await analysis.button('Allow Once').click();
    await analysis.frame.locator('pre.stdout', { hasText: 'under way' }).waitFor();
    assert.equal(processesWith(mark).length, 1);
    await analysis.stop.click();
    await eventually(() => assert.deepEqual(processesWith(mark), []), STOP_LIMIT_MS);
    await analysis.notice.filter({ hasText: 'Stopped. What had arrived is kept.' }).waitFor();
  });

  looks(docent);
});
