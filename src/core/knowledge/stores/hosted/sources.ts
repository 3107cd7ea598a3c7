import { basename, relative, sep } from 'node:path';
import { t } from '@vscode/l10n';
import { blank, secretsIn } from '../../../text/secrets/secrets.ts';
import { errorInfo } from '../../../types/errors.ts';
import { isRemote } from '../../../types/remotePath.ts';
import { DEFAULT_CHUNKING } from '../../../types/vectorStore.ts';
import { isSecretName } from '../../read/secretNames.ts';
import type { LeftOut, SourceFolder, StoredFile, VectorStore } from '../../vectorStore.ts';
import { goesAsItIs, type Identity } from './marks.ts';

/** A file of this machine that belongs into a hosted store. */
export interface Source extends Identity {
  /** Absolute. */
  readonly localPath: string;
  /** Of its text, in UTF-8: what is searched, and paid for. */
  readonly textBytes: number;
  /** Whether its bytes go there as they are, in place of its text. */
  readonly asItIs: boolean;
  /** What is searched of it; null where it is not known any more. */
  text(): Promise<string | null>;
}

/** What is to be in a store, and what can't be. */
export interface Sources {
  readonly files: readonly Source[];
  readonly leftOut: readonly LeftOut[];
}

/** The files of folders as their index has them: what is not indexed is not uploaded, be it a file, a part of one or a secret. */
export async function sourcesOf(index: Pick<VectorStore, 'contents' | 'text'>, folders: readonly SourceFolder[]): Promise<readonly Source[]> {
  return (await index.contents()).flatMap((file) => toSource(file, folders, () => index.text(file.id)) ?? []);
}

function toSource({ id, hash, textBytes, secrets }: StoredFile, folders: readonly SourceFolder[], text: Source['text']): Source | null {
  const folder = folders.find(({ path }) => id.startsWith(path.endsWith(sep) ? path : path + sep));
  if (!folder) return null;
  const path = relative(folder.path, id).split(sep).join('/');
  return { path, folder: basename(folder.path), hash, localPath: id, textBytes, asItIs: !isRemote(id) && goesAsItIs(path, secrets), text };
}

/**
 * Single files, read into `kept`, the store on this machine that keeps what is said in those of a hosted one. Those that can't be read are left
 * out; names under which secrets are kept are, too.
 * @param paths absolute
 */
export async function documentsOf(kept: VectorStore, paths: readonly string[], signal: AbortSignal): Promise<Sources> {
  const leftOut: LeftOut[] = [];
  for (const path of paths) {
    const name = basename(path);
    if (isSecretName(path)) {
      leftOut.push({ path: name, reason: t('has a name under which secrets are kept') });
      continue;
    }
    try {
      await kept.put({ id: path, name, path, attributes: {}, chunking: { maxTokens: DEFAULT_CHUNKING.maxTokens, overlapTokens: 0 } }, { signal });
    } catch (error) {
      signal.throwIfAborted();
      leftOut.push({ path: name, reason: withoutName(errorInfo(error).message, name) });
    }
  }
  const wanted = new Set(paths);
  const files = (await kept.contents()).filter(({ id }) => wanted.has(id) && !leftOut.some(({ path }) => path === basename(id)));
  return { files: await Promise.all(files.map((file) => toDocument(kept, file))), leftOut };
}

async function toDocument(kept: VectorStore, { id, hash, textBytes }: StoredFile): Promise<Source> {
  const text = async () => {
    const said = await kept.text(id);
    return said === null ? null : blank(said, secretsIn(said));
  };
  const said = (await kept.text(id)) ?? '';
  const secrets = secretsIn(said).length;
  const path = basename(id);
  return { path, folder: null, hash, localPath: id, textBytes: secrets === 0 ? textBytes : Buffer.byteLength((await text()) ?? ''), asItIs: goesAsItIs(path, secrets), text };
}

function withoutName(message: string, name: string): string {
  return message.startsWith(`${name} `) ? message.slice(name.length + 1).replace(/\.$/, '') : message;
}
