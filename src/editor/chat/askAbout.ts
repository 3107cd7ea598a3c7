import * as vscode from 'vscode';
import { selectionOf } from './context/offer.ts';
import { referenceTo } from './context/received.ts';
import type { Reference } from './context/reference.ts';
import type { ChatView } from './view.ts';

/** Opens the chat with what was chosen beside the next question: a file or folder of the Explorer's, or what is selected or open in the editor. */
export async function askAbout(chat: ChatView, uri: vscode.Uri | undefined): Promise<void> {
  const reference = await chosen(uri);
  if (reference) await chat.composer.add(reference);
  await chat.focus();
}

async function chosen(uri: vscode.Uri | undefined): Promise<Reference | null> {
  const editor = vscode.window.activeTextEditor;
  const isInEditor = !uri || uri.toString() === editor?.document.uri.toString();
  if (editor && isInEditor && !editor.selection.isEmpty) return selectionOf(editor);
  const target = uri ?? editor?.document.uri;
  if (!target) return null;
  return target.scheme === 'untitled' ? { kind: 'file', uri: target.toString() } : referenceTo(target);
}
