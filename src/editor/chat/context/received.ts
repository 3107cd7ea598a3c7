import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Files } from '../../../core/data/files.ts';
import { DocentError } from '../../../core/types/errors.ts';
import type { Received } from '../../../protocol/composer.ts';
import type { Reference } from './reference.ts';
import { figure } from '../../../core/text/figure.ts';

/** A view may be sent anything; more is no attachment. In bytes. */
const MAX_BYTES = 50_000_000;

/** What was pasted or dropped, as references; bytes are kept by Docent. */
export async function receivedReferences(files: Files, received: Received): Promise<readonly Reference[]> {
  switch (received.kind) {
    case 'text': {
      const bytes = new TextEncoder().encode(received.text);
      const lines = received.text.split('\n').length;
      const name = `${lines === 1 ? t('Pasted text, 1 line') : t('Pasted text, {0} lines', figure(lines))}.txt`;
      return [{ kind: 'upload', file: await files.upload({ name, mime: 'text/plain', bytes }, 'user_data', null) }];
    }
    case 'file': {
      const { name, mime } = received;
      const bytes = Buffer.from(received.bytes, 'base64');
      if (bytes.byteLength > MAX_BYTES) throw new DocentError('file_too_large', t('{0} is larger than 50 MB; put it into the workspace, and mention it with @.', name));
      return [{ kind: 'upload', file: await files.upload({ name, mime, bytes }, mime.startsWith('image/') ? 'vision' : 'user_data', null) }];
    }
    case 'uris':
      return Promise.all(received.uris.map((uri) => referenceTo(vscode.Uri.parse(uri))));
  }
}

/** A file or folder as one names it. @throws DocentError `file_missing` */
export async function referenceTo(uri: vscode.Uri): Promise<Reference> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return { kind: (type & vscode.FileType.Directory) !== 0 ? 'folder' : 'file', uri: uri.toString() };
  } catch (cause) {
    throw new DocentError('file_missing', t('{0} can’t be read: was it moved or deleted?', uri.path), null, cause);
  }
}
