import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { DEFAULT_ASSISTANT } from '../../core/assistants/default.ts';
import { ASSISTANTS_FOLDER, fileName } from '../../core/assistants/files.ts';
import type { Docent } from '../../core/docent.ts';
import type { Assistant } from '../../core/types/assistant.ts';
import { newId } from '../../core/types/id.ts';
import { documentUri } from './documents.ts';
import type { AssistantEntry, EditorAssistants } from './assistants.ts';
import type { Conversation } from '../chat/conversation.ts';
import { trustedFolders } from '../workspace.ts';

/** What can be done with assistants; each asks for what it is not given. */
export interface AssistantCommands {
  create(): Promise<void>;
  edit(entry?: AssistantEntry): Promise<void>;
  duplicate(entry?: AssistantEntry): Promise<void>;
  delete(entry?: AssistantEntry): Promise<void>;
}

/** What a new assistant begins with: something to go by for each part. */
const TEMPLATE: Pick<Assistant, 'description' | 'instructions'> = {
  description: t('What it is for, in one line.'),
  instructions: [
    t('You are an expert on … Help the people of this project to …'),
    '',
    t('- Search the workspace before you answer, and cite what you use.'),
    t('- If the workspace has no answer, say so.'),
  ].join('\n'),
};

export function createAssistantCommands(docent: Docent, assistants: EditorAssistants, chat: Conversation): AssistantCommands {
  /** Asks for a name that no other assistant has; undefined where the user goes back. */
  async function askName(title: string, value: string): Promise<string | undefined> {
    const { fields } = await import('../../core/assistants/fields.ts');
    const taken = (await assistants.entries()).map(({ name }) => name.toLowerCase());
    const check = (name: string) => {
      if (name.trim() === '') return null; // As one goes back.
      if (taken.includes(name.trim().toLowerCase())) return t('Another assistant has this name.');
      return fields.shape.name.safeParse(name).error?.issues[0]?.message;
    };
    return (await vscode.window.showInputBox({ title, value, prompt: t('Its name'), validateInput: check }))?.trim();
  }

  async function pick(title: string, candidates: (entry: AssistantEntry) => boolean): Promise<AssistantEntry | undefined> {
    const entries = (await assistants.entries()).filter(candidates);
    const items = entries.map((entry) => ({ label: entry.name, description: entry.origin, entry }));
    const placeHolder = items.length > 0 ? t('Which assistant?') : t('There are none yet: run Docent: Create Assistant.');
    return (await vscode.window.showQuickPick(items, { title, placeHolder, matchOnDescription: true }))?.entry;
  }

  /** Where a folder on disk is open the assistant is a file of the workspace, else Docent keeps it. */
  async function add(assistant: Assistant): Promise<void> {
    const [only, ...more] = trustedFolders();
    if (only === undefined) return addRow(assistant);
    const folder = more.length > 0 ? (await vscode.window.showWorkspaceFolderPick())?.uri : vscode.Uri.file(only);
    if (!folder) return;
    // Assistants count where files are on disk alone: `trustedFolders()`.
    if (folder.scheme !== 'file') return addRow(assistant);
    const { writeAssistant } = await import('../../core/assistants/write.ts');
    await addFile(vscode.Uri.joinPath(folder, ...ASSISTANTS_FOLDER), assistant.name, writeAssistant(assistant));
  }

  async function addRow(assistant: Assistant): Promise<void> {
    const row = { ...assistant, id: newId('asst_'), createdAt: Date.now() };
    await docent.assistants.save(row);
    assistants.changed();
    await open(documentUri(row));
  }

  async function addFile(folder: vscode.Uri, name: string, text: string): Promise<void> {
    const uri = await freeUri(folder, fileName(name));
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    assistants.changed();
    await open(uri);
  }

  return {
    async create() {
      const name = await askName(t('Create Assistant'), '');
      if (name) await add({ ...DEFAULT_ASSISTANT, ...TEMPLATE, name });
    },
    async edit(entry) {
      const { uri } = entry ?? (await pick(t('Edit Assistant'), isEditable)) ?? {};
      if (uri) await open(uri);
    },
    async duplicate(given) {
      const entry = given ?? (await pick(t('Duplicate Assistant'), ({ assistant }) => assistant !== null));
      if (!entry?.assistant) return;
      const name = await askName(t('Duplicate Assistant'), t('{0} copy', entry.name));
      if (!name) return;
      if (!entry.uri) return add({ ...entry.assistant, name });
      if (entry.uri.scheme !== 'file') return addRow({ ...entry.assistant, name });
      const [{ readAssistant }, { renamed }] = await Promise.all([import('../../core/assistants/read.ts'), import('../../core/assistants/write.ts')]);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(entry.uri));
      await addFile(vscode.Uri.joinPath(entry.uri, '..'), name, renamed(text, readAssistant(text, name), name));
    },
    async delete(given) {
      const entry = given ?? (await pick(t('Delete Assistant'), isEditable));
      if (!entry?.uri) return;
      const yes = t('Delete');
      const detail = t('Answers that it gave stay.');
      if ((await vscode.window.showWarningMessage(t('Delete “{0}” for good?', entry.name), { modal: true, detail }, yes)) !== yes) return;
      await vscode.workspace.fs.delete(entry.uri);
      assistants.changed();
      if (chat.assistant === entry.id) await chat.choose(null);
    },
  };
}

function isEditable({ uri }: AssistantEntry): boolean {
  return uri !== null;
}

async function open(uri: vscode.Uri): Promise<void> {
  await vscode.window.showTextDocument(uri);
}

/** `expert.md`, `expert-2.md`, … */
async function freeUri(folder: vscode.Uri, name: string): Promise<vscode.Uri> {
  for (let n = 1; ; n++) {
    const uri = vscode.Uri.joinPath(folder, n === 1 ? name : name.replace(/\.md$/, `-${n}.md`));
    const isThere = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    if (!isThere) return uri;
  }
}
