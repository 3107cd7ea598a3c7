import type { ContainerRows } from '../data/containers.ts';
import type { Files } from '../data/files.ts';
import type { Page, PageQuery } from '../data/page.ts';
import type { Interpreter, Session } from '../interpreter/interpreter.ts';
import { freeName } from '../text/freeName.ts';
import { containerOf, type Assistant } from '../types/assistant.ts';
import { MEMORY_MB, type Container, type ContainerFile } from '../types/container.ts';
import { DocentError } from '../types/errors.ts';
import { newId } from '../types/id.ts';
import type { DataFile, MadeFile } from '../types/item.ts';
import type { Log } from '../types/log.ts';
import type { Output, StoredFile } from '../types/output.ts';
import { createContainerFiles, type ContainerFiles } from './files.ts';

/** As long as OpenAI keeps one that nobody uses. */
export const IDLE_MINUTES = 20;
const MINUTE_MS = 60_000;
/** So long it is told of one that it has expired, in milliseconds. */
const TOLD_MS = 24 * 60 * MINUTE_MS;

/** A file where it lies. */
export interface PlacedFile extends DataFile {
  readonly id: string;
  readonly isGone: false;
}

export type NewContainer = Pick<Container, 'name' | 'idleMinutes' | 'memory'>;

/** Places for code that clients make and name. What is missing is null; what has expired refuses. */
export interface Containers {
  /** @throws DocentError `file_missing` */
  create(container: NewContainer, fileIds: readonly string[]): Promise<Container>;
  get(id: string): Promise<Container | null>;
  list(name: string | null, query: PageQuery): Promise<Page<Container>>;
  /** @returns whether there was one */
  delete(id: string): Promise<boolean>;
  readonly files: ContainerFiles;
  /** The session in which its code runs. It counts as a use. @throws DocentError `container_missing`, `container_expired` */
  session(id: string): Promise<Session>;
  /** What lies in the container of an assistant, if it names one, for a run that begins. @throws as {@link Containers.session} */
  givenTo(assistant: Assistant): Promise<readonly PlacedFile[]>;
  /** Keeps it from expiring until what this returns is called. */
  hold(id: string): () => void;
  /**
   * What a piece of code of a thread's has left; images that it only showed are files, too, from now on. What was kept of it is the
   * thread's.
   * @param given names of what the code was given
   */
  made(id: string, threadId: string, outputs: readonly Output[], given: readonly string[]): Promise<readonly MadeFile[]>;
  /** Ends those whose time is over. */
  begin(): Promise<void>;
  close(): void;
}

export interface ContainersParts {
  readonly rows: ContainerRows;
  readonly files: Files;
  readonly interpreter: Interpreter;
  readonly log: Log;
}

export function createContainers({ rows, files: kept, interpreter, log }: ContainersParts): Containers {
  /** How many runs use each now: however short its time is, it does not end meanwhile. */
  const held = new Map<string, number>();

  const sessionOf = ({ id, memory }: Container) => interpreter.session(id, MEMORY_MB[memory]);

  /** A container as it is now. */
  async function fresh(container: Container | null): Promise<Container | null> {
    if (!container || container.expired || held.has(container.id)) return container;
    if (container.lastActiveAt + container.idleMinutes * MINUTE_MS > Date.now()) return container;
    await sessionOf(container).delete();
    await rows.expire(container.id);
    return { ...container, expired: true };
  }

  const get = async (id: string) => fresh(await rows.get(id));

  async function use(id: string): Promise<Container> {
    const container = await get(id);
    if (!container) throw new DocentError('container_missing', `There is no container “${id}”: make one first.`);
    if (container.expired) throw new DocentError('container_expired', `The container “${id}” has expired, and its files are gone: make a new one.`);
    await rows.update(id, { lastActiveAt: Date.now() });
    return container;
  }

  const files = createContainerFiles({ rows, kept, session: async (id) => sessionOf(await use(id)) });

  async function showAsFile(container: string, session: Session, file: StoredFile): Promise<ContainerFile> {
    const id = newId('cfile_');
    const name = freeName(`${id}${/\.\w+$/.exec(file.name)?.[0] ?? ''}`, []);
    await session.put({ name, path: kept.path(file), bytes: file.bytes });
    return { id, containerId: container, name, bytes: file.bytes, source: 'assistant', fileId: null, createdAt: Date.now() };
  }

  const sweeping = setInterval(() => {
    begin().catch((error: unknown) => log.warn(`Expired containers could not be ended: ${String(error)}`));
  }, MINUTE_MS).unref();

  async function begin(): Promise<void> {
    for (const container of await rows.running()) await fresh(container);
    await rows.forgetExpired(Date.now() - TOLD_MS);
  }

  return {
    files,
    get,
    begin,
    async create({ name, idleMinutes, memory }, fileIds) {
      const now = Date.now();
      const container: Container = { id: newId('cntr_'), name, idleMinutes, memory, createdAt: now, lastActiveAt: now, expired: false };
      await files.check(fileIds);
      await rows.add(container);
      for (const fileId of fileIds) await files.addKept(container.id, fileId);
      return container;
    },
    async list(name, query) {
      const { data, hasMore } = await rows.list(name, query);
      const containers = await Promise.all(data.map(fresh));
      return { data: containers.filter((container) => container !== null), hasMore };
    },
    async delete(id) {
      const container = await rows.get(id);
      if (!container) return false;
      await rows.delete(id);
      await sessionOf(container).delete();
      await kept.deleteOf(id, []);
      return true;
    },
    session: async (id) => sessionOf(await use(id)),
    async givenTo(assistant) {
      const id = containerOf(assistant);
      if (id === null) return [];
      const session = sessionOf(await use(id));
      const all = await files.sync(id, []);
      return all.map(({ id: fileId, name, bytes }) => ({ id: fileId, name, bytes, path: session.path(name), isGone: false }));
    },
    hold(id) {
      held.set(id, (held.get(id) ?? 0) + 1);
      return () => {
        const left = (held.get(id) ?? 0) - 1;
        if (left > 0) held.set(id, left);
        else held.delete(id);
      };
    },
    async made(id, threadId, outputs, given) {
      const session = sessionOf(await use(id));
      const images = outputs.flatMap((output) => (output.type === 'image' ? [output.file] : []));
      const drawn: ContainerFile[] = [];
      for (const image of images) drawn.push(await showAsFile(id, session, image));
      await rows.saveFiles(drawn);
      await kept.handOver(id, threadId);
      const all = await files.sync(id, given);
      const names = new Set(outputs.flatMap((output) => (output.type === 'file' ? [output.file.name] : [])));
      const made = [...drawn, ...all.filter(({ name }) => names.has(name))];
      return made.map(({ id: fileId, name }) => ({ id: fileId, name }));
    },
    close() {
      clearInterval(sweeping);
    },
  };
}
