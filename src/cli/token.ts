import { link, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newToken } from '../api/server.ts';
import { hasCode } from '../core/types/errors.ts';
import { usage } from './arguments.ts';

/** Where the token of a data folder comes from. */
export type TokenSource =
  | { readonly kind: 'none' }
  | { readonly kind: 'given'; readonly token: string }
  | { readonly kind: 'file'; readonly path: string }
  /** Kept in the data folder, and made where there is none. `anew`: also where there is one. */
  | { readonly kind: 'kept'; readonly anew: boolean };

/** What one types, and the environment, say of the token. */
export interface GivenToken {
  readonly token: string | null;
  readonly file: string | null;
  readonly anew: boolean;
  readonly noAuth: boolean;
  /** From the environment: what is typed comes before it. */
  readonly environment: string | undefined;
}

/** What a header carries as it is. */
const TOKEN = /^[\x21-\x7e]+$/;
const NAME = 'token';

/** @throws DocentError `usage` where two things were asked for at once */
export function tokenSource({ token, file, anew, noAuth, environment }: GivenToken): TokenSource {
  const asked = [token !== null && '--token', file !== null && '--token-file', anew && '--new-token', noAuth && '--no-auth'].filter((name) => name !== false);
  if (asked.length > 1) throw usage(`${asked.join(' and ')} don’t go together; take one of them.`);
  if (noAuth) return { kind: 'none' };
  if (token !== null) return { kind: 'given', token: checked(token, '--token') };
  if (file !== null) return { kind: 'file', path: file };
  if (!anew && environment) return { kind: 'given', token: checked(environment, 'DOCENT_TOKEN') };
  return { kind: 'kept', anew };
}

/**
 * The token that clients have to send; null: none.
 * @param dataDir a folder that there is
 * @throws DocentError `usage` where a file can't be read, or by others than its owner, too
 */
export async function readToken(source: TokenSource, dataDir: string): Promise<string | null> {
  switch (source.kind) {
    case 'none':
      return null;
    case 'given':
      return source.token;
    case 'file':
      return readOwn(source.path, `chmod 600 ${source.path}`);
    case 'kept':
      return kept(join(dataDir, NAME), source.anew);
  }
}

/** Several servers may start on one folder at the same moment: the file appears whole, and the first one's stays. */
async function kept(path: string, anew: boolean): Promise<string> {
  const fresh = `${path}.${process.pid}`;
  await writeFile(fresh, `${newToken()}\n`, { mode: 0o600 });
  try {
    if (anew) await rename(fresh, path);
    else await link(fresh, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(fresh, { force: true });
  }
  return readOwn(path, '--new-token makes another');
}

/** @param wayOut for a file that others may read */
async function readOwn(path: string, wayOut: string): Promise<string> {
  try {
    const { mode } = await stat(path);
    // Windows has no such modes.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw usage(`The token in ${path} may be read by other users: ${wayOut}.`);
    return checked((await readFile(path, 'utf8')).trim(), path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw usage(`There is no file ${path}.`);
    if (hasCode(error, 'EISDIR')) throw usage(`${path} is a folder, not a file with a token.`);
    if (hasCode(error, 'EACCES')) throw usage(`${path} can’t be read.`);
    throw error;
  }
}

function checked(token: string, where: string): string {
  if (!TOKEN.test(token)) throw usage(`The token of ${where} is empty or has other characters than letters, digits and signs.`);
  return token;
}
