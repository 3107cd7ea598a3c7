import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ROOT } from '../../../../scripts/paths.ts';
import { createInterpreter } from '../../../../src/core/interpreter/createInterpreter.ts';
import type { RememberedChoices } from '../../../../src/core/interpreter/grid/choices.ts';
import type { Grid } from '../../../../src/core/interpreter/grid/grid.ts';
import type { Interpreter } from '../../../../src/core/interpreter/interpreter.ts';
import { errorInfo } from '../../../../src/core/types/errors.ts';
import type { CopyQuery, GridTable, SaveForm } from '../../../../src/core/types/grid.ts';
import type { TableChoice } from '../../../../src/core/types/tableChoice.ts';
import type { GridHostContract, GridViewContract } from '../../../../src/protocol/grid.ts';
import { connect, type Port } from '../../../../src/rpc.ts';
import { newContext, sharedBrowser, type Page } from '../../../vscode-host/scripts/browser.ts';
import { ORIGIN, shellOf } from './shell.ts';

/** The table's real page in a browser, over a real table in Python; what the editor alone can do is written down. */
export interface GridView {
  readonly page: Page;
  /** What was put into the clipboard, the newest last. */
  readonly copied: readonly string[];
  readonly saved: readonly SaveForm[];
  readonly charts: readonly { readonly name: string; readonly content: string }[];
  /** How often rows were asked for. */
  readonly fetched: readonly number[];
  /** What breaks the page's content security policy. */
  readonly violated: readonly string[];
  readonly asked: readonly string[];
  /** The view is hidden and shown again. */
  reopen(): Promise<void>;
}

/** What reads tables, as the editor has it; all that it leaves is in the folder. */
export function gridInterpreter(dir: string): Interpreter {
  const never = () => Promise.reject(new Error('not needed'));
  return createInterpreter({
    dir: path.join(dir, 'sessions'),
    python: () => null,
    scripts: path.join(ROOT, 'src/core/interpreter/python'),
    limits: () => ({ timeLimitMs: 20_000, memoryMb: 2_048, diskMb: 2_048 }),
    saveFile: never,
    bitmap: never,
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  });
}

/** A Python for all tests of a suite, called in the suite's body; returns what opens a table. */
export function useGrids(): (name: string, content: string, size?: { readonly width: number; readonly height: number }, theme?: string) => Promise<GridView> {
  let interpreter: Interpreter | undefined;
  let dir = '';
  const open: (() => Promise<void>)[] = [];

  suiteSetup(async () => {
    dir = mkdtempSync(path.join(tmpdir(), 'docent-grid-'));
    interpreter = gridInterpreter(dir);
  });
  teardown(async () => {
    await Promise.all(open.splice(0).map((close) => close()));
    await interpreter?.choices.all().then((all) => Promise.all(Object.keys(all).map((key) => interpreter?.choices.remember(key, null))));
  });
  suiteTeardown(async () => {
    await interpreter?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  return async (name, content, size = { width: 900, height: 700 }, theme = '') => {
    if (!interpreter) throw new Error('Python is there only while the tests run');
    const file = path.join(dir, name);
    writeFileSync(file, content);
    const page = await (await newContext(await sharedBrowser(), size)).newPage();
    const grid = interpreter.grid({ name, path: file, bytes: statSync(file).size });
    open.push(async () => {
      await page.context().close();
      await grid.close();
    });
    return openGridView(page, grid, interpreter.choices.remember, theme);
  };
}

/** Fills a page with a view of a table. */
export async function openGridView(page: Page, grid: Grid, remember: RememberedChoices['remember'], theme = ''): Promise<GridView> {
  const listeners = new Set<(message: unknown) => void>();
  let sent = Promise.resolve();
  const port: Port = {
    post(message) {
      const deliver = () => page.evaluate((data) => void window.dispatchEvent(new MessageEvent('message', { data })), message);
      sent = sent.then(deliver).catch(() => undefined);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const copied: string[] = [];
  const saved: SaveForm[] = [];
  const charts: { readonly name: string; readonly content: string }[] = [];
  const fetched: number[] = [];
  const violated: string[] = [];
  const asked: string[] = [];
  await page.exposeFunction('toEditor', (message: unknown) => listeners.forEach((listener) => listener(message)));
  await page.exposeFunction('violated', (what: string) => void violated.push(what));
  await page.addInitScript("document.addEventListener('securitypolicyviolation', (event) => violated(event.violatedDirective + ' ' + event.blockedURI))");
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: shellOf('grid') });
    return route.fulfill({ body: readFileSync(path.join(ROOT, 'dist', pathname)), contentType: TYPES[path.extname(pathname)] ?? 'text/plain' });
  });
  const tell = async (read: () => Promise<GridTable>, choice: TableChoice = {}) => {
    try {
      host.notify('table', await read());
    } catch (error) {
      host.notify('failed', { error: errorInfo(error), choice });
    }
    return null;
  };
  const onProgress = (progress: GridViewContract['events']['progress']) => host.notify('progress', progress);
  const host = connect<GridHostContract, GridViewContract>(port, {
    requests: {
      ready: () => tell(() => grid.open(null, onProgress)),
      reload: () => tell(() => grid.open(null, onProgress)),
      choose: (choice) =>
        tell(async () => {
          const table = await grid.choose(choice, onProgress);
          await remember(table.key, choice);
          return table;
        }, choice),
      arrange: (arrangement) => grid.arrange(arrangement),
      rows({ offset, limit }) {
        fetched.push(offset);
        return grid.rows(offset, limit);
      },
      values: ({ column, text }) => grid.values(column, text),
      figures: (query) => grid.figures(query),
      async copy(query: CopyQuery) {
        copied.push(await grid.copy(query));
        return null;
      },
      save({ form }) {
        saved.push(form);
        return null;
      },
      saveChart({ name, content }) {
        charts.push({ name, content });
        return null;
      },
      analyze() {
        asked.push('analyze');
        return null;
      },
      act(action) {
        asked.push(action);
        return null;
      },
    },
    events: {},
  });
  const opened = async () => {
    await page.goto(ORIGIN);
    if (theme) await page.evaluate(theme);
    await page.getByRole('main').waitFor();
  };
  await opened();
  return { page, copied, saved, charts, fetched, violated, asked, reopen: opened };
}

const TYPES: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.ttf': 'font/ttf' };
