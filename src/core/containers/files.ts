import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerRows } from '../data/containers.ts';
import type { Files, KeptFile } from '../data/files.ts';
import { ALL, type Page, type PageQuery } from '../data/page.ts';
import type { Session } from '../interpreter/interpreter.ts';
import { freeName } from '../text/freeName.ts';
import type { ContainerFile } from '../types/container.ts';
import { DocentError } from '../types/errors.ts';
import { newId } from '../types/id.ts';
import type { NewFile } from '../types/output.ts';

/** What a file of a container holds: its bytes, or the uploaded file that is read where it lies. */
export type ContainerContent = { readonly kind: 'bytes'; readonly file: NewFile } | { readonly kind: 'kept'; readonly file: KeptFile };

/** The files of containers. Each call counts as a use of the container. @throws DocentError `container_missing`, `container_expired` */
export interface ContainerFiles {
  /** @throws DocentError `file_missing` where one of them was never uploaded, or deleted */
  check(fileIds: readonly string[]): Promise<void>;
  add(containerId: string, file: NewFile): Promise<ContainerFile>;
  /** Puts an uploaded file in, unless it is there already. @throws DocentError `file_missing` */
  addKept(containerId: string, fileId: string): Promise<ContainerFile>;
  list(containerId: string, query: PageQuery): Promise<Page<ContainerFile>>;
  get(containerId: string, id: string): Promise<ContainerFile | null>;
  /** @throws DocentError `file_missing`, `file_too_large` */
  content(file: ContainerFile): Promise<ContainerContent>;
  delete(file: ContainerFile): Promise<void>;
  /** Brings what is known up to what lies in the folder. @param given names of what did not come from code */
  sync(containerId: string, given: readonly string[]): Promise<readonly ContainerFile[]>;
}

export interface ContainerFilesParts {
  readonly rows: ContainerRows;
  readonly kept: Files;
  session(containerId: string): Promise<Session>;
}

export function createContainerFiles({ rows, kept, session }: ContainerFilesParts): ContainerFiles {
  const known = async (containerId: string) => (await rows.files(containerId, ALL)).data;

  async function uploaded(fileId: string): Promise<KeptFile> {
    const file = await kept.get(fileId);
    if (!file) throw new DocentError('file_missing', `There is no file “${fileId}”: upload it first.`);
    return file;
  }

  async function sync(containerId: string, given: readonly string[]): Promise<readonly ContainerFile[]> {
    const there = await (await session(containerId)).files();
    const before = await known(containerId);
    const now = there.map(({ name, bytes }): ContainerFile => {
      const row = before.find((file) => file.name === name);
      if (row) return { ...row, bytes };
      const source = given.includes(name) ? 'user' : 'assistant';
      return { id: newId('cfile_'), containerId, name, bytes, source, fileId: null, createdAt: Date.now() };
    });
    await rows.saveFiles(now.filter((file) => before.find(({ id }) => id === file.id)?.bytes !== file.bytes));
    await rows.forgetFiles(before.filter(({ id }) => now.every((file) => file.id !== id)).map(({ id }) => id));
    return now;
  }

  async function put(containerId: string, name: string, path: string, bytes: number, fileId: string | null): Promise<ContainerFile> {
    const place = await session(containerId);
    const free = freeName(name, (await place.files()).map((file) => file.name));
    await place.put({ name: free, path, bytes });
    const file: ContainerFile = { id: newId('cfile_'), containerId, name: free, bytes, source: 'user', fileId, createdAt: Date.now() };
    await rows.saveFiles([file]);
    return file;
  }

  return {
    sync,
    async check(fileIds) {
      for (const fileId of fileIds) await uploaded(fileId);
    },
    async add(containerId, { name, bytes }) {
      const dir = await mkdtemp(join(tmpdir(), 'docent-'));
      try {
        const path = join(dir, 'upload');
        await writeFile(path, bytes);
        return await put(containerId, name, path, bytes.byteLength, null);
      } finally {
        await rm(dir, { recursive: true, force: true });
      }
    },
    async addKept(containerId, fileId) {
      const file = await uploaded(fileId);
      const there = (await sync(containerId, [])).find((each) => each.fileId === fileId);
      return there ?? put(containerId, file.name, kept.path(file), file.bytes, fileId);
    },
    async list(containerId, query) {
      await sync(containerId, []);
      return rows.files(containerId, query);
    },
    async get(containerId, id) {
      await sync(containerId, []);
      return rows.file(containerId, id);
    },
    async content({ containerId, name, fileId }) {
      const place = await session(containerId);
      try {
        return { kind: 'bytes', file: await place.read(name) };
      } catch (error) {
        // What is read where it lies is a link here.
        const file = fileId === null ? null : await kept.get(fileId);
        if (!file) throw error;
        return { kind: 'kept', file };
      }
    },
    async delete({ id, containerId, name }) {
      await (await session(containerId)).remove(name);
      await rows.forgetFiles([id]);
    },
  };
}
