import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';
import type { Received } from '../../../protocol/composer.ts';
import { useHost } from '../../shared/host.ts';
import { MAX_TYPED } from './limits.ts';

type Receive = (received: Received) => Promise<void>;

/** What is on its way to the editor, by its names: large things take their time, and are seen at once. */
export interface Incoming {
  readonly names: readonly string[];
  readonly receive: Receive;
}

export function useIncoming(): Incoming {
  const { send } = useHost();
  const [coming, setComing] = useState<readonly Received[]>([]);
  return {
    names: coming.map(nameOf),
    async receive(received) {
      setComing((now) => [...now, received]);
      await send('receive', received);
      setComing((now) => now.filter((other) => other !== received));
    },
  };
}

function nameOf(received: Received): string {
  if (received.kind === 'text') return t('Pasted text');
  return received.kind === 'file' ? received.name : t('Dropped files');
}

/** Text that is pasted goes into the field, where it is not too long for it; images, files and long texts go along. */
export async function pasted(event: ClipboardEvent, receive: Receive): Promise<void> {
  const data = event.clipboardData;
  const text = data?.getData('text/plain') ?? '';
  const files = [...(data?.files ?? [])];
  // Spreadsheets put a picture of the cells beside their text.
  if (text !== '' && text.length <= MAX_TYPED) return;
  if (text === '' && files.length === 0) return;
  event.preventDefault();
  if (text !== '') await receive({ kind: 'text', text });
  else await receiveFiles(files, receive);
}

/** What is dropped: files of the editor by their addresses, those of the system by their bytes, text as it is. */
export async function dropped(event: DragEvent, receive: Receive): Promise<void> {
  const data = event.dataTransfer;
  if (!data) return;
  const uris = urisIn(data);
  const files = [...data.files];
  const text = data.getData('text/plain');
  if (uris.length > 0) await receive({ kind: 'uris', uris });
  else if (files.length > 0) await receiveFiles(files, receive);
  else if (text !== '') await receive({ kind: 'text', text });
}

/** VS Code's lists and tabs give their files in forms of their own, and in the usual one. */
function urisIn(data: DataTransfer): readonly string[] {
  const own = data.getData('application/vnd.code.uri-list') || data.getData('text/uri-list');
  return own.split(/\r?\n/).filter((uri) => /^(file|vscode-remote|vscode-vfs|untitled):/.test(uri));
}

async function receiveFiles(files: readonly File[], receive: Receive): Promise<void> {
  for (const file of files) {
    await receive({ kind: 'file', name: file.name || t('Pasted file'), mime: file.type, bytes: await base64(file) });
  }
}

/** Messages between a view and the editor are text. */
function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error(t('The file can’t be read')));
    reader.readAsDataURL(file);
  });
}
