import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOwnEnvironment, type OwnEnvironment } from '../../../../../src/core/interpreter/environments/own/environment.ts';
import type { PipOptions } from '../../../../../src/core/interpreter/environments/own/pip.ts';
import { LIBRARIES } from '../../../../../src/core/interpreter/environments/own/plan.ts';
import { closeRooms, findPython } from '../../room.ts';

/** Writes wheels of these packages, each with one module that knows its version; pandas stands on numpy. */
const MAKE = `
import base64, hashlib, sys, zipfile
place, *packages = sys.argv[1:]
for package in packages:
    info = f"{package}-9.1.dist-info"
    needs = "Requires-Dist: numpy\\n" if package == "pandas" else ""
    files = {
        f"{package}/__init__.py": "version = '9.1'\\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\\nName: {package}\\nVersion: 9.1\\n{needs}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{name},,\\n" for name in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(f"{place}/{package}-9.1-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
`;
export const ALL = [...LIBRARIES, 'numpy'];

/** Writes wheels of these packages into a folder, which has to exist. */
export function makeWheels(executable: string, folder: string, packages: readonly string[]): void {
  execFileSync(executable, ['-c', MAKE, folder, ...packages]);
}

const SETTINGS = ['PIP_CONFIG_FILE', 'PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', 'PIP_FIND_LINKS', 'PIP_CONSTRAINT', 'PIP_NO_CACHE_DIR', 'PIP_USER'];

/** What a test of it has at hand. */
export interface OwnRoom {
  readonly base: { executable: string; version: string; libraries: readonly string[] };
  readonly folder: string;
  readonly wheels: string;
  readonly own: OwnEnvironment;
  /** Writes wheels of these packages. */
  make(...packages: readonly string[]): void;
  options(signal?: AbortSignal): PipOptions;
  /** An index as pip reads it, which counts what is fetched from it. */
  serveIndex(): Promise<{ readonly fetched: string[]; readonly host: string }>;
}

/** For all tests of a suite, called in its body: an environment in a folder of the test's own, and a pip without settings. */
export function useOwnEnvironment(): () => OwnRoom {
  let room: OwnRoom | null = null;
  let server: Server | null = null;
  let before: Record<string, string | undefined> = {};

  setup(function () {
    const executable = findPython();
    try {
      execFileSync(executable, ['-c', 'import venv, ensurepip'], { stdio: 'ignore' });
    } catch {
      this.skip();
    }
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'docent-own-')));
    const wheels = join(folder, 'wheels');
    mkdirSync(wheels);
    before = Object.fromEntries(SETTINGS.map((name) => [name, process.env[name]]));
    set({ PIP_CONFIG_FILE: process.platform === 'win32' ? 'nul' : '/dev/null', PIP_NO_CACHE_DIR: '1', PIP_USER: '1' });
    room = {
      base: { executable, version: '3', libraries: [] },
      folder,
      wheels,
      own: createOwnEnvironment(join(folder, 'python')),
      make: (...packages) => makeWheels(executable, wheels, packages),
      options: (signal = new AbortController().signal) => ({ signal, onLine: () => undefined }),
      async serveIndex() {
        const fetched: string[] = [];
        server = createServer((request, response) => {
          const [, kind, name = ''] = (request.url ?? '').split('/');
          if (kind === 'files') {
            const bytes = readFileSync(join(wheels, name));
            if (request.method === 'GET') fetched.push(name);
            return response.writeHead(200, { 'content-length': bytes.length }).end(request.method === 'HEAD' ? undefined : bytes);
          }
          const files = readdirSync(wheels).filter((file) => file.startsWith(`${name}-`));
          const links = files.map((file) => `<a href="/files/${file}">${file}</a>`);
          return response.writeHead(files.length > 0 ? 200 : 404, { 'content-type': 'text/html' }).end(links.join('\n'));
        }).listen(0, '127.0.0.1');
        await once(server, 'listening');
        const address = server.address();
        const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
        process.env['PIP_INDEX_URL'] = `http://${host}/simple`;
        return { fetched, host };
      },
    };
  });
  teardown(async () => {
    await closeRooms();
    server?.close();
    server = null;
    set(before);
    if (room) rmSync(room.folder, { recursive: true, force: true });
    room = null;
  });
  return () => {
    if (!room) throw new Error('There is an environment only while a test runs');
    return room;
  };
}

function set(values: Readonly<Record<string, string | undefined>>): void {
  for (const name of SETTINGS) Reflect.deleteProperty(process.env, name);
  for (const [name, value] of Object.entries(values)) if (value !== undefined) process.env[name] = value;
}
