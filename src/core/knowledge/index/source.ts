import { t } from '@vscode/l10n';
import { named } from '../../limits/budget.ts';
import { REMOTE } from '../../limits/limits.ts';
import { isRemote } from '../../types/remotePath.ts';
import { checkHead } from '../read/checkHead.ts';
import { Unfit, type DocumentKind } from '../read/kind.ts';
import type { RemoteFiles } from '../remoteFiles.ts';
import type { SourceFolder } from '../vectorStore.ts';
import { HEAD_BYTES, readBytes } from './readBytes.ts';
import { walk, type Listed } from './walk.ts';
import { walkRemote, type ListOptions } from './walkRemote.ts';

/** Where the files of folders lie: on the disk, or where the editor alone reaches them. */
export interface Source {
  /** The files of a folder that belong into a store, in a steady order. */
  list(folder: SourceFolder, options: ListOptions): Iterable<Listed> | AsyncIterable<Listed>;
  /** As many bytes of a file as its kind wants. @throws Unfit for what its first bytes show not to be of this kind */
  read(path: string, size: number, kind: DocumentKind): Buffer | Promise<Buffer>;
}

export const DISK: Source = {
  list: (folder, { exclude, only = null }) => walk(folder, exclude, only),
  read: readBytes,
};

/** @param isLate whether the time for files that are not on disk is over */
export function createSource(remote: RemoteFiles, isLate: () => boolean = () => false): Source {
  return {
    list: (folder, options) => (isRemote(folder.path) ? walkRemote(remote, folder, options) : DISK.list(folder, options)),
    async read(path, size, kind) {
      if (!isRemote(path)) return DISK.read(path, size, kind);
      if (isLate()) throw new Error(t('it was not reached within {0}', named(REMOTE.time)));
      const sent = await remote.read(path);
      const bytes = Buffer.from(sent.buffer, sent.byteOffset, sent.byteLength);
      // Not every file system says beforehand how large a file is.
      if (bytes.length > REMOTE.file.max) throw new Unfit(t('is larger than {0}', named(REMOTE.file)));
      checkHead(bytes.subarray(0, HEAD_BYTES), kind);
      return bytes.subarray(0, kind.readBytes);
    },
  };
}
