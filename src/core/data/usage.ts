import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { t } from '@vscode/l10n';
import { usageOf, type Run } from '../types/run.ts';
import type { Usage, UsageRow, UsageTotal } from '../types/usage.ts';
import type { Database } from './database.ts';

/** What all runs took; it stays when their threads are deleted. */
export interface UsageRows {
  /** Counts what embedding the texts of an index has taken, which is no run of a thread. @param model its id */
  addEmbedding(model: string, tokens: number, cost: number | null): Promise<void>;
  /** What the runs of a thread took: each of these, by its id, and all others together. */
  ofThread(threadId: string, runIds: readonly string[]): Promise<{ readonly ofRun: Readonly<Record<string, Usage>>; readonly others: UsageTotal }>;
  /** By day, model and thread, the newest day first. */
  list(): Promise<readonly UsageRow[]>;
  /** What the runs since `time` cost, in US dollars, as far as their prices are known. */
  costSince(time: number): Promise<number>;
}

/** In place of a thread's id. */
const EMBEDDING = 'embedding';

/** The columns of a {@link Usage}, of many runs together. */
const SUMS = `sum(input_tokens) as inputTokens, sum(cached_tokens) as cachedTokens, sum(output_tokens) as outputTokens,
  sum(reasoning_tokens) as reasoningTokens, max(estimated) as estimated, sum(cost) as cost, sum(container_cost) as containerCost`;

/** The other columns of a {@link UsageTotal}. */
const COUNTS = 'count(*) as runs, count(*) - count(cost) as unpriced';

export function createUsageRows(database: Database): UsageRows {
  return {
    addEmbedding: (model, tokens, cost) =>
      database.write((db) => {
        db.prepare('insert into usage values (?, ?, ?, ?, ?, 0, 0, 0, 0, ?, 0)').run(`${EMBEDDING}_${randomUUID()}`, EMBEDDING, Date.now(), model, tokens, cost);
      }),
    ofThread: (threadId, runIds) =>
      database.read((db) => {
        const these = JSON.stringify(runIds);
        const rows = db
          .prepare(`select run_id as runId, ${SUMS} from usage where run_id in (select value from json_each(?)) group by run_id`)
          .all(these);
        const others = db
          .prepare(`select ${COUNTS}, ${SUMS} from usage where thread_id = ? and run_id not in (select value from json_each(?))`)
          .get(threadId, these);
        return {
          ofRun: Object.fromEntries(rows.map((row) => [String(row['runId']), toUsage(row)])),
          others: toTotal(others ?? {}),
        };
      }),
    list: () =>
      database.read((db) =>
        db
          .prepare(
            `select date(at / 1000, 'unixepoch', 'localtime') as day, model, thread_id as threadId,
               iif(thread_id = '${EMBEDDING}', ?, body ->> '$.title') as title,
               ${COUNTS}, ${SUMS}
             from usage left join threads on threads.id = thread_id
             group by day, model, thread_id order by day desc, max(at) desc`,
          )
          .all(t('Embedding of workspaces'))
          .map(toUsageRow),
      ),
    costSince: (time) =>
      database.read((db) => Number(db.prepare('select total(cost) as cost from usage where at >= ?').get(time)?.['cost'])),
  };
}

/** Keeps what a run has taken so far; inside a transaction. */
export function saveUsage(db: DatabaseSync, run: Run): void {
  const { inputTokens, cachedTokens, outputTokens, reasoningTokens, estimated, cost, containerCost = 0 } = usageOf(run);
  if (inputTokens + outputTokens === 0) return;
  db.prepare('insert or replace into usage values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run(
    run.id, run.threadId, run.createdAt, run.model,
    inputTokens, cachedTokens, outputTokens, reasoningTokens, Number(estimated), cost, containerCost,
  );
}

type Row = Readonly<Record<string, unknown>>;

function toUsage(row: Row): Usage {
  const number = (name: string) => Number(row[name]);
  return {
    inputTokens: number('inputTokens'),
    cachedTokens: number('cachedTokens'),
    outputTokens: number('outputTokens'),
    reasoningTokens: number('reasoningTokens'),
    estimated: row['estimated'] === 1,
    cost: row['cost'] === null ? null : number('cost'),
    ...(number('containerCost') > 0 && { containerCost: number('containerCost') }),
  };
}

function toTotal(row: Row): UsageTotal {
  return { ...toUsage(row), runs: Number(row['runs']), unpriced: Number(row['unpriced']) };
}

function toUsageRow(row: Row): UsageRow {
  return {
    ...toTotal(row),
    day: String(row['day']),
    model: String(row['model']),
    threadId: String(row['threadId']),
    title: row['title'] === null ? null : String(row['title']),
  };
}
