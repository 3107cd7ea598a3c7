import { readFile } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DEFAULT_ASSISTANT } from '../../core/assistants/default.ts';
import type { Docent } from '../../core/docent.ts';
import { withOwnNames, workspaceFiles } from '../../core/workspaceFiles.ts';
import { outputsText, outputText, passagesText } from '../../core/models/callOutput.ts';
import type { Passage } from '../../core/types/citation.ts';
import type { Output } from '../../core/types/output.ts';
import { addressOf } from '../../core/types/remotePath.ts';
import { withoutSecrets } from '../../core/text/secrets/secrets.ts';
import type { Thread } from '../../core/types/thread.ts';
import { EDITOR_ADVICE } from '../advice.ts';
import { withSignal } from '../cancellation.ts';
import { lm } from '../languageModelApi.ts';
import { trustedFolders } from '../workspace.ts';

/** As package.json declares them. */
export interface SearchInput {
  readonly query: string;
}

export interface PythonInput {
  readonly code: string;
  readonly files?: readonly string[];
}

/** A chart is about 1,000 tokens to a model that sees; more of them are named. */
const MAX_IMAGES = 4;
/** What models see. */
const SEEN = new Set(['image/png', 'image/jpeg']);
/** A search leaves nothing behind: it needs no thread, and none of what is kept. */
const NO_THREAD: Thread = {
  id: '',
  title: '',
  origin: 'editor',
  workspace: '',
  toolResources: { codeInterpreterFiles: [], vectorStores: [] },
  createdAt: 0,
  updatedAt: 0,
  metadata: {},
};
/** Who searches and computes, and is told of ways out. */
const CALLER = { assistant: DEFAULT_ASSISTANT, advice: EDITOR_ADVICE };
const HOW_TO_REFER = 'Refer to what you use by file and line.';

/** Gives the index and the interpreter to the editor's own chat and agents. */
export function registerLanguageModelTools(docent: Docent): vscode.Disposable {
  const { search, python } = offeredTools(docent);
  if (!lm) return new vscode.Disposable(() => {});
  return vscode.Disposable.from(lm.registerTool('docent_search_index', search), lm.registerTool('docent_run_python', python));
}

export function offeredTools(docent: Docent) {
  const thread = windowThread(docent);
  /** Code that the editor has asked the user about and that has not been run yet. */
  const asked = new Set<string>();

  const search: vscode.LanguageModelTool<SearchInput> = {
    prepareInvocation: ({ input }) => ({ invocationMessage: t('Searching the index for “{0}”', input.query) }),
    invoke: ({ input }, token) =>
      withSignal(token, async (signal) => {
        const result = await docent.callTool({ ...CALLER, name: 'file_search', thread: NO_THREAD, args: input, signal });
        const found = result.type === 'passages' ? passagesText(result.passages.map(byPath), HOW_TO_REFER, result) : '';
        return new vscode.LanguageModelToolResult([textPart(found)]);
      }),
  };

  const python: vscode.LanguageModelTool<PythonInput> = {
    async prepareInvocation({ input }) {
      const state = await docent.interpreter.probe();
      if (state.kind !== 'unsandboxed') return { invocationMessage: t('Running Python in a sandbox') };
      asked.add(input.code);
      const message = new vscode.MarkdownString().appendMarkdown(t('{0} The code can do whatever you can.', state.reason)).appendCodeblock(input.code, 'python');
      return { invocationMessage: t('Running Python'), confirmationMessages: { title: t('Run this Python without a sandbox?'), message } };
    },
    invoke: ({ input: { code, files = [] } }, token) =>
      withSignal(token, async (signal) => {
        const outputs: Output[] = [];
        await docent.callTool({
          ...CALLER,
          name: 'code_interpreter',
          thread: await thread(),
          args: { code },
          signal,
          files: withOwnNames(await workspaceFiles(trustedFolders(), files)),
          output: (output) => outputs.push(output),
          consent: async () => asked.delete(code),
        });
        return new vscode.LanguageModelToolResult(await outputParts(docent, outputs));
      }),
  };

  return { search, python };
}

/**
 * The thread whose session all of the editor's chats share: which of them calls is not told. A window's first call begins a new
 * one; the one before it goes with its files.
 */
function windowThread(docent: Docent): () => Promise<Thread> {
  let thread: Promise<Thread> | null = null;
  async function begin(): Promise<Thread> {
    const workspace = await docent.workspace.id();
    for (const { id } of await docent.threads.list({ workspace, origins: ['editor'] })) await docent.deleteThread(id);
    return docent.threads.create({ origin: 'editor', workspace, title: '' });
  }
  return () =>
    (thread ??= begin().catch((error: unknown) => {
      thread = null;
      throw error;
    }));
}

/** With the absolute path, or the address, by which the editor's other tools know a file. */
function byPath(passage: Passage, index: number) {
  return { ...passage, number: index + 1, file: { ...passage.file, path: addressOf(passage.file.id) } };
}

async function outputParts(docent: Docent, outputs: readonly Output[]) {
  const textOf = (output: Output): string => {
    if (output.type === 'image') return `[chart: ${output.title || output.file.name}, at ${docent.files.path(output.file)}]`;
    if (output.type === 'file') return `[file: ${output.file.name}, at ${docent.files.path(output.file)}]`;
    return outputText(output);
  };
  const text = outputsText(outputs, textOf) || 'The code ran and gave nothing back.';
  const charts = outputs.flatMap((output) => (output.type === 'image' && SEEN.has(output.file.mime) ? [output.file] : []));
  const images = charts.slice(0, MAX_IMAGES).map(async (file) => vscode.LanguageModelDataPart.image(await readFile(docent.files.path(file)), file.mime));
  return [textPart(text), ...(await Promise.all(images))];
}

/** Whichever model reads it, it is seldom one on this machine. */
function textPart(text: string): vscode.LanguageModelTextPart {
  return new vscode.LanguageModelTextPart(withoutSecrets(text));
}
