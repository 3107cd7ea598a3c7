import { randomUUID } from 'node:crypto';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { removeFile } from '../../disk/remove.ts';
import { DocentError } from '../../types/errors.ts';
import type { Arrangement, ChartFigures, ChartQuery, CopyQuery, GridProgress, GridRows, GridTable, SaveForm } from '../../types/grid.ts';
import type { DataFile } from '../../types/item.ts';
import type { TableChoice, TableChoices } from '../../types/tableChoice.ts';
import type { SessionInfo } from '../../types/variable.ts';
import { createInputs, type ShownInputs } from '../inputs.ts';
import type { Release } from '../leases.ts';
import type { CellEnd, PythonProcess } from '../pythonProcess.ts';
import { createWorkFolder } from '../workFolder.ts';
import type { GridAnswer, GridAsk } from './ask.ts';
import { isRecord } from '../../text/json.ts';

/** A table that stays in a Python process of its own: whoever shows it asks for the rows it shows. One thing is asked at a time. */
export interface Grid {
  /**
   * Reads the file, as was chosen for tables of its shape where something was. Opening it once more reads it as it is now.
   * @throws DocentError `not_a_table`, with the sentence; and where no Python could be started
   */
  open(choice: TableChoice | null, onProgress: (progress: GridProgress) => void): Promise<GridTable>;
  /** Reads it otherwise. Of columns alone nothing is read again. */
  choose(choice: TableChoice, onProgress: (progress: GridProgress) => void): Promise<GridTable>;
  /** @returns how many rows are seen from now on */
  arrange(arrangement: Arrangement): Promise<number>;
  rows(offset: number, limit: number): Promise<GridRows>;
  /** A column's most frequent texts among those that hold `text`. */
  values(column: number, text: string): Promise<readonly (readonly [text: string, rows: number])[]>;
  figures(query: ChartQuery): Promise<ChartFigures>;
  copy(query: CopyQuery): Promise<string>;
  /** Writes the rows that are seen to a file. @param path absolute; what is there is replaced */
  save(path: string, form: SaveForm, onProgress: (rows: number) => void): Promise<number>;
  /** What is told of its process; null where there is none. */
  process(): Omit<SessionInfo, 'owner'> | null;
  /** Ends the process. The file is read again, and arranged as it was, when something is asked of it. */
  rest(): Promise<void>;
  /** Ends the process and forgets the file. */
  close(): Promise<void>;
}

export interface GridOptions {
  /** By which it has a lease. */
  readonly id: string;
  readonly file: DataFile;
  /** Absolute folder for links to the file, removed with the grid; and that in which Docent's own scripts are at home. */
  readonly folder: string;
  readonly home: string;
  /** Where a process sees the user's files that it reads where they lie. */
  readonly inputsAt: () => Promise<string | null>;
  readonly start: (inputs: ShownInputs, folder: string, signal: AbortSignal) => Promise<PythonProcess>;
  readonly remembered: () => Promise<TableChoices>;
  readonly lease: (id: string, signal: AbortSignal) => Promise<Release>;
  readonly remove: (folder: string) => Promise<void>;
}

type Answer<Kind extends GridAnswer['kind']> = Extract<GridAnswer, { kind: Kind }>;

export function createGrid({ id, file, folder, home, inputsAt, start, remembered, lease, remove }: GridOptions): Grid {
  const work = join(folder, 'work');
  const inputs = createInputs(join(folder, 'inputs'));
  const files = createWorkFolder(work, inputs, remove);
  const closing = new AbortController();
  let python: PythonProcess | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  /** What it has been asked for, to be had again after a rest. */
  let opened: { readonly choice: TableChoice | null; readonly arrangement: Arrangement | null } | null = null;
  let isResting = false;

  async function started(): Promise<PythonProcess> {
    closing.signal.throwIfAborted();
    if (python?.isAlive) return python;
    await files.prepare();
    await inputs.refer(file);
    const place = await inputsAt();
    await files.link(place ?? join(folder, 'inputs'));
    python = await start(await inputs.shown(), work, closing.signal);
    return python;
  }

  /** Waits for what was asked before. @throws DocentError with the sentence that says why it can't be done */
  function ask<Kind extends GridAnswer['kind']>(asked: GridAsk, kind: Kind, onPiece: (answer: GridAnswer) => void = () => undefined): Promise<Answer<Kind>> {
    const result = queue.then(async () => {
      if (closing.signal.aborted) throw new DocentError('grid_ended', t('The table’s Python has ended: reload the table.'), 'retry');
      const release = await lease(id, closing.signal);
      try {
        if (asked.ask !== 'open' && asked.ask !== 'choose' && !python?.isAlive) await wake();
        const answer = await askNow(asked, kind, onPiece);
        if (asked.ask === 'open' || asked.ask === 'choose') opened = { choice: asked.choice, arrangement: null };
        if (asked.ask === 'arrange' && opened) opened = { ...opened, arrangement: asked };
        return answer;
      } finally {
        release();
      }
    });
    queue = result.catch(() => undefined);
    return result;
  }

  /** What was put to rest is as it was; what has ended by itself might do so again. */
  async function wake(): Promise<void> {
    if (!isResting || !opened) throw new DocentError('grid_ended', t('The table’s Python has ended: reload the table.'), 'retry');
    const { choice, arrangement } = opened;
    await askNow({ ask: 'open', file: file.name, remembered: await remembered(), choice }, 'ready');
    if (arrangement) await askNow({ ...arrangement, ask: 'arrange' }, 'arranged');
  }

  async function askNow<Kind extends GridAnswer['kind']>(asked: GridAsk, kind: Kind, onPiece: (answer: GridAnswer) => void = () => undefined): Promise<Answer<Kind>> {
    const worker = await started();
    isResting = false;
    let last: GridAnswer | null = null;
    let exception = '';
    const end = await worker.execute({ op: 'grid', ...asked }, (event) => {
      if (event.event === 'exception') exception = `${event.name}: ${event.message}`;
      if (event.event !== 'answer' || !isRecord(event.value)) return;
      last = event.value as unknown as GridAnswer;
      onPiece(last);
    });
    if (isResting) throw new DocentError('grid_ended', t('The table’s Python was ended: reload the table.'), 'retry');
    return answerOf(last, kind, exception, end);
  }

  const progress = (onProgress: (progress: GridProgress) => void) => (answer: GridAnswer) => {
    if (answer.kind === 'preview' || answer.kind === 'reading') onProgress(answer);
  };

  return {
    open: async (choice, onProgress) => ask({ ask: 'open', file: file.name, remembered: await remembered(), choice }, 'ready', progress(onProgress)),
    choose: (choice, onProgress) => ask({ ask: 'choose', file: file.name, choice }, 'ready', progress(onProgress)),
    arrange: async (arrangement) => (await ask({ ask: 'arrange', ...arrangement }, 'arranged')).rows,
    rows: (offset, limit) => ask({ ask: 'rows', offset, limit }, 'rows'),
    values: async (column, text) => (await ask({ ask: 'values', column, text }, 'values')).values,
    figures: (query) => ask({ ask: 'figures', ...query }, 'figures'),
    copy: async (query) => (await ask({ ask: 'copy', ...query }, 'text')).text,
    async save(path, form, onProgress) {
      const name = `saved-${randomUUID()}.${form}`;
      const made = join(home, name);
      try {
        const { rows } = await ask({ ask: 'save', name, form }, 'saved', (answer) => answer.kind === 'saving' && onProgress(answer.rows));
        await copyFile(made, path);
        return rows;
      } catch (error) {
        if (error instanceof DocentError) throw error;
        throw new DocentError('not_saved', t('The rows could not be saved: {0}', error instanceof Error ? error.message : String(error)), null, error);
      } finally {
        await removeFile(made);
        await removeFile(`${made}.csv`);
      }
    },
    process: () => (python?.isAlive ? { startedAt: python.startedAt, memory: python.memory(), isBusy: python.isBusy } : null),
    async rest() {
      isResting = true;
      await python?.kill();
    },
    async close() {
      closing.abort();
      await python?.kill();
      await queue;
      await mkdir(folder, { recursive: true });
      await remove(folder);
    },
  };
}

function answerOf<Kind extends GridAnswer['kind']>(last: GridAnswer | null, kind: Kind, exception: string, end: CellEnd): Answer<Kind> {
  if (last?.kind === kind) return last as Answer<Kind>;
  if (last?.kind === 'failed') throw new DocentError('not_a_table', last.message);
  if (end.kind === 'exited') throw new DocentError('grid_ended', t('The table’s Python has ended ({0}), probably because the memory ran out: reload the table.', end.how), 'retry');
  if (end.kind === 'ended') throw new DocentError('grid_ended', t('The table’s Python was ended: {0}.', end.why), 'retry');
  throw new DocentError('grid_failed', t('The table can’t be shown ({0}).', exception || t('no answer')), 'showLog');
}
