import assert from 'node:assert/strict';
import { startModelServer, type ModelServer } from '../../fixtures/modelServer/modelServer.ts';
import type { Fault } from '../../core/models/faults.ts';
import { eventually } from '../support/eventually.ts';
import { faultsIn, SHOWN } from '../support/faultsIn.ts';
import { processesWith } from '../support/processes.ts';
import { modelAt } from '../support/settings.ts';
import type { Docent } from '../support/suite.ts';

/** Whatever is stopped is gone after so long. */
const STOP_LIMIT_MS = 1_000;

/** What differs in how they are shown: the way out, and whether there is half an answer. */
const kind = ({ action, text }: Fault) => `${action} ${text !== undefined}`;

/** Called in a suite with a workbench on the sample’s files. */
export const languageModel = (docent: () => Docent) => suite('a language model', () => {
  let server: ModelServer;
  suiteSetup(async () => {
    server = await startModelServer();
    await docent().workbench.runCommand('View: Close All Editors');
    await docent().workbench.runCommand('Docent: Index Workspace');
    await docent().workbench.statusBar(/Docent: \d\d files/).waitFor();
    await use(server.url);
  });
  suiteTeardown(() => server.close());

  /** From now on this server's model is asked, in a new thread. */
  async function use(baseUrl: string, name = 'stand-in'): Promise<void> {
    const { chat, configure, newThread } = docent();
    configure({});
    await chat.button('Search only').waitFor();
    configure(modelAt(baseUrl, name));
    await chat.button(name).waitFor();
    await newThread();
  }

  test('its answer is shown as it arrives, with its calls and citations', async () => {
    const { chat, workbench } = docent();
    const hold = server.hold('end'); // Of its first turn, the call.
    await chat.ask('Search for the retry delay and cite');
    await hold.reached;
    await chat.frame.getByText('Searching for “the retry delay”').waitFor();
    await chat.stop.waitFor();
    const answering = server.hold(2);
    hold.release();
    await answering.reached;
    await chat.frame.getByText(/Searched for “the retry delay” · \d+ passages/).waitFor();
    await chat.newest.filter({ hasText: /^services\/n$/ }).waitFor();
    answering.release();
    await chat.sources().nth(1).waitFor();
    assert.match(await chat.newest.innerText(), /says “.+” 1\s*\./);
    await chat.frame.locator('summary').filter({ hasText: /^\d+ tokens$/ }).click();
    await chat.frame.getByText('200 tokens in').waitFor();
    await chat.button(/^Source 1:/).click();
    await workbench.activeTab('retry.go').waitFor();
  });

  test('Stop ends its answer at once and keeps what had arrived', async () => {
    const { chat } = docent();
    const hold = server.hold(3);
    await chat.ask('Say exactly: One, two, three, four, five.');
    await chat.newest.filter({ hasText: 'One, two, three' }).waitFor();
    await hold.reached;
    const stopped = performance.now();
    await chat.stop.click();
    const { by, at } = (await server.requests.at(-1)?.ended) ?? { by: 'nobody', at: Infinity };
    assert.equal(by, 'client');
    assert.ok(at - stopped < STOP_LIMIT_MS, `${at - stopped} ms`);
    await chat.notice.filter({ hasText: 'Stopped. What had arrived is kept.' }).waitFor();
    assert.match(await chat.newest.innerText(), /^One, two, three\s+This answer is not complete\.\s+Continue$/);
  });

  test('a stopped answer can be asked for again', async () => {
    const { chat } = docent();
    await chat.button('Try Again').click();
    await chat.newest.filter({ hasText: 'One, two, three, four, five.' }).waitFor();
  });

  test('Stop ends Python and all it started', async () => {
    const { chat } = docent();
    const mark = `docent-stop-${process.pid}`;
    const lines = [
      'import subprocess, sys',
      `mark = open("${mark}", "w")`,
      `subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)", "${mark}"])`,
      'print("under way", flush=True)',
      'while True: pass',
    ];
    server.script({ calls: [{ name: 'code_interpreter', arguments: JSON.stringify({ code: lines.join('\n') }) }] });
    await chat.ask('Compute for ever');
    await chat.consent.or(chat.frame.locator('pre.stdout', { hasText: 'under way' })).first().waitFor();
    if (await chat.consent.isVisible()) await chat.button('Allow Once').click();
    await chat.frame.locator('pre.stdout', { hasText: 'under way' }).waitFor();
    assert.ok(processesWith(mark).length >= 2);
    await chat.stop.click();
    await eventually(() => assert.deepEqual(processesWith(mark), []), STOP_LIMIT_MS);
    await chat.frame.getByText('Stopped Python').waitFor();
    await chat.notice.filter({ hasText: 'Stopped. What had arrived is kept.' }).waitFor();
  });

  suite('on another machine', () => {
    let remote: ModelServer;
    suiteSetup(async () => {
      remote = await startModelServer();
    });
    suiteTeardown(() => remote.close());

    // Loopback by an address that does not say so.
    const url = () => remote.url.replace('127.0.0.1', '0.0.0.0');

    test('nothing is sent there before it is allowed', async () => {
      const { chat } = docent();
      await use(url());
      const { host } = new URL(url());
      await chat.frame.getByTitle(`Questions and passages go to ${host}`).waitFor();
      await chat.ask('Say exactly: Good morning.');
      await chat.consent.filter({ hasText: `Send content of this workspace to ${host}?` }).waitFor();
      await chat.button('Don’t Allow').click();
      await chat.notice.filter({ hasText: `Nothing was sent to ${host}` }).waitFor();
      await chat.button('Set Up a Model').waitFor();
      assert.equal(remote.requests.length, 0);
      assert.equal(remote.connections, 0);
    });

    test('once it is allowed for the workspace, it is asked about no more', async () => {
      const { chat } = docent();
      await chat.ask('Say exactly: Good evening.');
      await chat.button('Allow for This Workspace').click();
      await chat.newest.filter({ hasText: 'Good evening.' }).waitFor();
      await chat.ask('Say exactly: Good night.');
      await chat.newest.filter({ hasText: 'Good night.' }).waitFor();
    });
  });

  suite('that fails', () => {
    /** Says so in one sentence with a way out, and goes on with the next question. */
    async function fails(sentence: RegExp, wayOut: string): Promise<void> {
      const { chat } = docent();
      await chat.ask('Say exactly: Hello.');
      await chat.notice.filter({ hasText: sentence }).getByRole('button', { name: wayOut }).waitFor();
    }

    async function worksAgain(): Promise<void> {
      const { chat } = docent();
      await chat.ask('Say exactly: Welcome back.');
      await chat.newest.filter({ hasText: 'Welcome back.' }).waitFor();
    }

    test('because its server is not set up', async () => {
      const { chat, configure } = docent();
      configure({ 'docent.model.id': 'other/stand-in', 'docent.model.servers': { lab: server.url } });
      await chat.button('No model “other/stand-in”').waitFor();
      await fails(/“other\/stand-in” is on a server “other” that docent\.model\.servers does not have/, 'Set Up a Model');
    });

    test('because its server is down', async () => {
      const other = await startModelServer();
      await use(other.url);
      await other.close();
      await fails(/Nothing answers at http:\/\/127\.0\.0\.1:\d+\/v1\. Is the server running\?/, 'Set Up a Model');
      await use(server.url);
      await worksAgain();
    });

    test('because the URL is wrong', async () => {
      await use(server.url.replace('/v1', '/nowhere'));
      await fails(/is not an OpenAI-compatible server/, 'Set Up a Model');
    });

    test('because a web page answers', async () => {
      await use(server.url);
      server.script({ status: 200, body: '<!DOCTYPE html><html><body>Welcome to the router</body></html>' });
      await fails(/is not an OpenAI-compatible server/, 'Set Up a Model');
      await worksAgain();
    });

    test('because it does not have the model', async () => {
      await use(server.url, 'absent:8b');
      await fails(/has no model “absent:8b”; it has stand-in, stand-in-mini\./, 'Set Up a Model');
    });

    test('because the stream is cut', async () => {
      const { chat } = docent();
      await use(server.url);
      server.script({ text: 'Half of an answ', ending: 'cut' });
      await fails(/The answer from .+ ended too early; try again\./, 'Try Again');
      await chat.newest.filter({ hasText: 'Half of an answ' }).waitFor();
      await chat.button('Try Again').click();
      await chat.newest.filter({ hasText: 'Hello.' }).waitFor();
    });
  });

  suite('that fails in another way: one of each kind', () => {
    faultsIn(docent, SHOWN.filter((fault, index) => SHOWN.findIndex((other) => kind(other) === kind(fault)) === index));
  });
});
