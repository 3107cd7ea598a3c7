import { basename } from 'node:path';
import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { estimateTokens } from '../../../core/text/tokens.ts';
import { imageType } from '../../../core/text/imageType.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import type { Chip, ChipKind } from '../../../protocol/composer.ts';
import { shownPath } from '../../workspace.ts';
import { keyOf, type Content, type Reference } from '../context/reference.ts';

/** How a reference is shown. @param content null where it was not read yet */
export function chipOf(reference: Reference, content: Content | null): Chip {
  const { kind, label, detail } = described(reference);
  const lines = 'text' in reference ? estimateTokens(reference.text) : null;
  return { id: keyOf(reference), kind, label, detail, tokens: content ? content.tokens : lines, note: content?.note ?? '' };
}

function described(reference: Reference): { readonly kind: ChipKind; readonly label: string; readonly detail: string } {
  switch (reference.kind) {
    case 'file':
    case 'folder': {
      const uri = vscode.Uri.parse(reference.uri);
      const kind = reference.kind === 'file' && imageType(uri.path) ? 'image' : reference.kind;
      return { kind, label: basename(uri.path) || uri.path, detail: shownPath(uri) };
    }
    case 'selection':
    case 'symbol': {
      const { kind, name, path, lines } = reference;
      const place = lines.start === lines.end ? `${path}:${lines.start}` : `${path}:${lines.start}-${lines.end}`;
      return { kind, label: name, detail: place };
    }
    case 'problems':
      return { kind: 'problems', label: t('Problems'), detail: t('Errors and warnings of the workspace') };
    case 'changes':
      return { kind: 'changes', label: t('Git changes'), detail: t('What has changed since the last commit') };
    case 'change': {
      const uri = vscode.Uri.parse(reference.uri);
      return { kind: 'changes', label: t('Changes of {0}', basename(uri.path)), detail: shownPath(uri) };
    }
    case 'note':
      return { kind: 'problems', label: reference.name, detail: t('What the editor said') };
    case 'store':
      return { kind: 'store', label: reference.name, detail: t('Vector store') };
    case 'thread':
      return { kind: 'thread', label: reference.title || t('Untitled'), detail: t('Thread') };
    case 'upload': {
      const { name, bytes } = reference.file;
      return { kind: imageType(name) ? 'image' : 'text', label: name, detail: fileSize(bytes) };
    }
  }
}
