import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { FaultError } from './fault.ts';

/** What everybody but a file's owner may do with it. */
const OTHERS = 0o077;

/** Makes a folder that its user alone can look into, also where others could before. @throws FaultError `foreign` */
export async function makeOwnFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  await keepOwn(dir);
}

/** The same of a file; SQLite gives the files beside it the rights of this one. @throws FaultError `foreign` */
export async function makeOwnFile(path: string): Promise<void> {
  await writeFile(path, '', { flag: 'a', mode: 0o600 });
  await keepOwn(path);
}

/**
 * Takes what is there from the others of this machine; what its user may do with it stays as it is.
 * @throws FaultError `foreign`: whoever else owned it could read what is kept, and change it
 */
export async function keepOwn(path: string): Promise<void> {
  const user = process.getuid?.();
  if (user === undefined) return;
  const { uid, mode } = await stat(path);
  if (uid !== user) throw new FaultError({ kind: 'foreign', detail: `${path} belongs to user ${uid}, and this is ${user}.` });
  if (mode & OTHERS) await chmod(path, mode & 0o700);
}
