import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { DEFAULT_ASSISTANT } from '../../../../src/core/assistants/default.ts';
import { createDocent, type Docent } from '../../../../src/core/docent.ts';
import type { Front } from '../../../../src/core/runs/front.ts';
import { EDITOR_ADVICE } from '../../../../src/editor/advice.ts';
import type { ConsentAnswer, ConsentSubject } from '../../../../src/core/types/consent.ts';
import { textPart, userMessage } from '../../../../src/core/types/item.ts';
import type { ThreadState } from '../../../../src/core/types/reducer.ts';
import { isActive, usageOf } from '../../../../src/core/types/run.ts';
import { createLanguageModels } from '../../../../src/editor/models/vscode/languageModels.ts';
import { editorTool } from '../../../../src/editor/tools/editorTool.ts';
import { memoryLog } from '../../../support/log.ts';
import { tempDir } from '../../../support/temp.ts';
import { answer, docentUri, extension } from '../../support.ts';
import { startVendor, VENDOR, type Vendor } from './vendor.ts';

/** As test/fixtures/languageModels declares it. */
const TOOL = 'docent_test_report';
const ASKS = { calls: [{ name: TOOL, arguments: '{"city":"Bonn"}' }] };

suite('a run with the editor’s model and tools', () => {
  let docent: Docent;
  let vendor: Vendor;
  let tool: vscode.Disposable;
  let remove: () => Promise<void>;
  const subjects: ConsentSubject[] = [];
  const reported: object[] = [];
  let answerTo: (subject: ConsentSubject) => ConsentAnswer;

  setup(async () => {
    await extension();
    const dist = join(docentUri().fsPath, 'dist');
    const dir = await tempDir();
    const models = createLanguageModels();
    const front: Front = {
      consents: {
        known: () => null,
        async ask({ subject }) {
          subjects.push(subject);
          return answerTo(subject);
        },
      },
      secrets: 'masked',
      advice: EDITOR_ADVICE,
      model: () => models.get(`vscode/${VENDOR}/one`),
    };
    docent = createDocent({
      dataDir: dir.path,
      assets: {
        knowledgeWorker: join(dist, 'knowledgeWorker.cjs'),
        dataWorker: join(dist, 'dataWorker.cjs'),
        pictures: { worker: join(dist, 'pictureWorker.cjs'), program: join(dist, 'index_bg.wasm'), font: join(dist, 'DejaVuSans.ttf') },
        pythonScripts: join(dist, 'python'),
      },
      front: () => front,
      log: memoryLog(),
      editorTool,
      python: () => null,
      assistantFolders: () => [],
      codeAllowed: () => true,
      limits: () => ({ timeLimitMs: 60_000, memoryMb: 2_048, diskMb: 2_048 }),
    });
    remove = dir.remove;
    vendor = startVendor();
    tool = vscode.lm.registerTool(TOOL, {
      invoke({ input }) {
        reported.push(input as object);
        return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart('It rains.')]);
      },
    });
    subjects.length = reported.length = 0;
  });
  teardown(async () => {
    tool.dispose();
    vendor.dispose();
    await docent.close();
    await remove();
  });

  async function run(...names: string[]): Promise<ThreadState> {
    const thread = await docent.threads.create({ origin: 'chat', workspace: '', title: '' });
    const ended = new Promise<void>((resolve) => {
      docent.runs.subscribe((_, event) => event.type === 'run' && !isActive(event.run.status) && resolve());
    });
    const assistant = { ...DEFAULT_ASSISTANT, tools: names.map((name) => ({ type: 'editor', name }) as const) };
    await docent.runs.start({ thread, assistant, input: [userMessage([textPart('How is it in Bonn?')])] });
    await ended;
    return docent.runs.stored(thread.id);
  }

  /** What the model was told in its last turn about its calls. */
  const told = () =>
    vendor.exchanges
      .at(-1)
      ?.messages.flatMap(({ content }) => content)
      .flatMap((part) => (part instanceof vscode.LanguageModelToolResultPart ? part.content : []))
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : null));

  test('asks before anything is sent and before the tool is called, and answers with what it gave', async () => {
    answerTo = () => 'once';
    vendor.script(ASKS, { text: 'It rains 【1】 in Bonn [2].' });
    const state = await run(TOOL);
    assert.equal(state.run?.status, 'completed', state.run?.error?.message);
    assert.equal(answer(state.items), 'It rains 【1】 in Bonn [2].', 'nothing was searched, so that nothing is cited');
    assert.deepEqual(
      subjects.map((subject) => (subject.kind === 'send' ? subject.host : subject.kind === 'tool' ? [subject.name, subject.arguments] : null)),
      ['the editor’s docent-test models', [TOOL, '{"city":"Bonn"}']],
    );
    assert.deepEqual(reported, [{ city: 'Bonn' }]);
    assert.deepEqual(told(), ['It rains.']);
    const { inputTokens, outputTokens, estimated } = usageOf(state.run);
    assert.ok(inputTokens > outputTokens && outputTokens > 0 && estimated);
  });

  test('does not call what the user declines, and tells the model', async () => {
    answerTo = ({ kind }) => (kind === 'tool' ? 'deny' : 'once');
    vendor.script(ASKS, { text: 'I may not look.' });
    assert.equal((await run(TOOL)).run?.status, 'completed');
    assert.deepEqual(reported, []);
    assert.deepEqual(told(), ['The call was declined.']);
  });

  test('sends nothing that the user does not allow', async () => {
    answerTo = () => 'deny';
    const { run: ended } = await run(TOOL);
    assert.deepEqual([ended?.status, ended?.error?.code, vendor.exchanges.length], ['failed', 'send_declined', 0]);
  });

  test('a tool that the editor does not have is told to the model before it calls, and to both when it does', async () => {
    answerTo = () => 'once';
    vendor.script({ calls: [{ name: 'weather_report', arguments: '{}' }] }, { text: 'There is no such tool.' });
    const { items } = await run('weather.report');
    const sentence = 'The editor has no tool “weather.report” now; start or install what brings it, or take it out of the assistant.';
    const [offered] = vendor.exchanges[0]?.options.tools ?? [];
    assert.deepEqual([offered?.name, offered?.description], ['weather_report', `Not available. ${sentence}`]);
    const call = items.find((item) => item.type === 'function_call');
    assert.equal(call?.type === 'function_call' && call.error?.message, sentence);
    assert.deepEqual(told(), [sentence]);
  });
});
