import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { ALL, makeWheels } from '../../core/interpreter/environments/support/ownEnvironment.ts';
import { eventually } from '../support/eventually.ts';
import { pythonFile } from '../support/python.ts';
import { useDocent } from '../support/suite.ts';

/** An environment is made of some twelve programs, each of which is a Python. */
const LIMIT_MS = 180_000;

suite('Docent’s own environment in the editor', function () {
  this.timeout(LIMIT_MS);
  const docent = useDocent({ env: { PIP_CONFIG_FILE: '/dev/null', PIP_NO_CACHE_DIR: '1' } });
  const home = () => path.join(docent().workbench.home, 'data/User/globalStorage/docent.docent/python');
  const dialog = (question: string) => docent().workbench.page.getByRole('dialog').filter({ hasText: question });
  const answer = async (question: string, button: string) => {
    await dialog(question).getByRole('button', { name: button, exact: true }).click();
    await dialog(question).waitFor({ state: 'detached' });
  };
  const create = () => docent().workbench.runCommand('Docent: Create Docent’s Environment');
  const notification = (text: RegExp) => docent().workbench.notification(text);

  test('is made after one has seen what is downloaded and how much, can be stopped and gone on with, runs code, and is removed', async function () {
    try {
      execFileSync(pythonFile(), ['-c', 'import venv, ensurepip'], { stdio: 'ignore' });
    } catch {
      return this.skip();
    }
    const { analysis, configureUser, folder, workbench, write } = docent();
    workbench.page.setDefaultTimeout(LIMIT_MS / 3);
    const wheels = path.join(path.dirname(folder), 'wheels');
    mkdirSync(wheels);
    makeWheels(pythonFile(), wheels, ALL);
    await configureUser('docent.python.wheels', wheels);
    await create();
    await notification(/Docent asks .*wheels what there is/).waitFor();
    const consent = dialog('Create Docent’s environment?');
    await consent.getByText(/pandas 9\.1.*, and 1 more that they need: 6 packages, [\d.]+ KB, from this machine\./).waitFor();
    await consent.getByText(home()).waitFor();
    await answer('Create Docent’s environment?', 'Cancel');
    await eventually(() => assert.ok(!existsSync(home())), LIMIT_MS / 3);

    await create();
    await answer('Create Docent’s environment?', 'Download and Install');
    const progress = notification(/Docent’s environment.*Downloading \w+ 9\.1 \([2-6] of 6\)/);
    await progress.waitFor();
    await progress.hover();
    await notification(/Docent’s environment.*(Downloading|Installing)/).getByRole('button', { name: 'Cancel' }).click();
    await notification(/Stopped\. What was downloaded is kept/).waitFor();

    await create();
    await answer('Create Docent’s environment?', 'Download and Install');
    await notification(/Docent’s environment is ready/).waitFor();
    write('plan.py', 'import pandas, sys\nprint(sys.prefix, pandas.version)\n');
    await workbench.openFile('plan.py');
    await workbench.runCommand('Docent: Analyze File');
    await analysis.frame.locator('pre.stdout', { hasText: `${home()} 9.1` }).waitFor();
    await analysis.ended();

    await workbench.runCommand('Docent: Remove Docent’s Environment');
    await dialog('Remove Docent’s environment?').getByText('Your own Pythons stay as they are.').waitFor();
    await answer('Remove Docent’s environment?', 'Remove');
    await eventually(() => assert.ok(!existsSync(home())), LIMIT_MS / 3);
    await eventually(async () => assert.equal(await workbench.isOffered('Docent: Remove Docent’s Environment'), false), LIMIT_MS / 3);
  });
});
