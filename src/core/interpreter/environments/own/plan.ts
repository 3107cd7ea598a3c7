import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { t } from '@vscode/l10n';
import { DocentError } from '../../../types/errors.ts';
import { parsedJson } from '../../../text/json.ts';
import { QUIETLY, runProgram, type Pip, type PipOptions } from './pip.ts';

/** A package as it would be downloaded. */
export interface PlannedPackage {
  readonly name: string;
  readonly version: string;
  /** Host, or `this machine`. */
  readonly from: string;
  /** Null where nobody says how much it is. */
  readonly bytes: number | null;
}

export interface Plan {
  readonly packages: readonly PlannedPackage[];
  /** Asked for, and not to be had for this Python. */
  readonly leftOut: readonly string[];
}

/** What OpenAI's interpreter had, and what reads the files of today; the first are what nothing goes without. */
export const LIBRARIES = ['pandas', 'matplotlib', 'openpyxl', 'duckdb', 'pyarrow'] as const;
const NEEDED = 2;
/** A server that doesn't say in this time how large a file is leaves it unsaid. In milliseconds. */
const SIZE_LIMIT_MS = 10_000;

/** @param wheels absolute path of a folder to take them from; null for the package index that pip is set up with */
export function sourceArgs(wheels: string | null): readonly string[] {
  // What is built here would be foreign code that runs before anybody has asked for it.
  const ready = ['--only-binary', ':all:'];
  return wheels === null ? ready : [...ready, '--no-index', '--find-links', wheels];
}

/**
 * What pip would download, and how much that is. Nothing but descriptions is downloaded for it.
 * @throws DocentError `environment_failed`
 */
export async function makePlan(pip: Pip, wheels: string | null, options: PipOptions): Promise<Plan> {
  const wanted: string[] = [...LIBRARIES];
  const leftOut: string[] = [];
  for (;;) {
    try {
      const args = ['install', ...QUIETLY, '--quiet', '--dry-run', '--ignore-installed', '--report', '-', ...sourceArgs(wheels), ...wanted];
      const report = parsedJson(await runProgram(pip.command, args, pip.folder, options));
      return { packages: await Promise.all(reported(report).map((each) => sized(each, options.signal))), leftOut };
    } catch (error) {
      // Some come late for a new Python, or for a rare processor.
      const missing = error instanceof DocentError ? /No matching distribution found for ([\w-]+)/.exec(error.message)?.[1] : undefined;
      const place = missing === undefined ? -1 : wanted.indexOf(missing);
      if (missing === undefined || place < NEEDED) throw error;
      wanted.splice(place, 1);
      leftOut.push(missing);
    }
  }
}

interface Reported {
  readonly name: string;
  readonly version: string;
  readonly url: string;
}

function reported(report: unknown): readonly Reported[] {
  const { install } = (report ?? {}) as { readonly install?: readonly { readonly metadata: Omit<Reported, 'url'>; readonly download_info: { readonly url: string } }[] };
  if (!Array.isArray(install)) throw new DocentError('environment_failed', t('pip did not say what it would install: it needs to be 22.2 or newer.'), 'showLog');
  return install.map(({ metadata, download_info: { url } }) => ({ name: metadata.name, version: metadata.version, url }));
}

async function sized({ name, version, url }: Reported, signal: AbortSignal): Promise<PlannedPackage> {
  const { protocol, host } = new URL(url);
  if (protocol === 'file:') {
    const { size } = await stat(fileURLToPath(url)).catch(() => ({ size: null }));
    return { name, version, from: t('this machine'), bytes: size };
  }
  return { name, version, from: host, bytes: await sizeOf(url, signal).catch(() => null) };
}

async function sizeOf(url: string, signal: AbortSignal): Promise<number | null> {
  const answer = await fetch(url, { method: 'HEAD', signal: AbortSignal.any([signal, AbortSignal.timeout(SIZE_LIMIT_MS)]) });
  const length = Number(answer.headers.get('content-length'));
  return answer.ok && length > 0 ? length : null;
}
