import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import { clip } from '../../../core/text/clip.ts';
import { imageType } from '../../../core/text/imageType.ts';
import { estimateTokens } from '../../../core/text/tokens.ts';
import type { StoredFile } from '../../../core/types/output.ts';
import { shownPath } from '../../workspace.ts';
import { changesText, changeText } from './changes.ts';
import { fileContent, imageContent, pathContent } from './files.ts';
import { folderText } from './folders.ts';
import { problemsText } from './problems.ts';
import type { Content, Reference } from './reference.ts';
import { threadText } from './threads.ts';

/** What is read of a reference as it is now. @param room tokens that one text may have */
export async function contentOf(docent: Docent, reference: Reference, room: number): Promise<Content> {
  switch (reference.kind) {
    case 'file':
      return fileContent(docent, vscode.Uri.parse(reference.uri), room);
    case 'folder': {
      const uri = vscode.Uri.parse(reference.uri);
      return text(t('Files in {0}/', shownPath(uri)), '', await folderText(docent, uri), room);
    }
    case 'selection':
    case 'symbol': {
      const { path, lines, language } = reference;
      return text(`${path}:${lines.start}-${lines.end}`, language, reference.text, room);
    }
    case 'problems':
      return text(t('Problems in the workspace'), '', problemsText(), room);
    case 'changes':
      return text(t('Changes since the last commit'), 'diff', await changesText(), room);
    case 'change':
      return text(t('Changes of {0} since the last commit', shownPath(vscode.Uri.parse(reference.uri))), 'diff', await changeText(vscode.Uri.parse(reference.uri)), room);
    case 'note':
      return text(reference.name, reference.language, reference.text, room);
    case 'thread':
      return text(t('Thread “{0}”', reference.title), '', await threadText(docent, reference.id), room);
    case 'store':
      return { parts: async () => [], tokens: null, note: t('It is searched, with what the assistant searches.') };
    case 'upload':
      return uploadContent(docent, reference.file, room);
  }
}

function uploadContent(docent: Docent, file: StoredFile, room: number): Promise<Content> | Content {
  return imageType(file.name) ? imageContent(docent, async () => file) : pathContent(docent, docent.files.path(file), file.name, room);
}

function text(name: string, language: string, whole: string, room: number): Content {
  const tokens = estimateTokens(whole);
  if (tokens <= room) return { parts: async () => [{ type: 'context', name, language, text: whole }], tokens, note: '' };
  const shown = clip(whole, Math.floor((whole.length * room) / tokens));
  const note = t('Too long to be read whole: the model reads its beginning and its end.');
  return { parts: async () => [{ type: 'context', name, language, text: shown }], tokens: estimateTokens(shown), note };
}
