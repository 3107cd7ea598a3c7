import { t } from '@vscode/l10n';
import { sumUsage, type Usage, type UsageRow } from '../../core/types/usage.ts';

export type GroupBy = 'day' | 'model' | 'thread';

/** What belongs together, summed. */
export interface UsageGroup {
  readonly label: string;
  readonly usage: Usage;
  readonly runs: number;
  /** Of the runs, those of which no cost is known. */
  readonly unpriced: number;
}

/** The rows put together: days newest first, models and threads by their tokens. */
export function grouped(rows: readonly UsageRow[], by: GroupBy): readonly UsageGroup[] {
  const groups = Map.groupBy(rows, (row) => keyOf(row, by));
  const all = [...groups.values()].map((members) => groupOf(labelOf(members[0], by), members));
  return by === 'day' ? all : all.toSorted((a, b) => totalTokens(b.usage) - totalTokens(a.usage));
}

export function groupOf(label: string, rows: readonly UsageRow[]): UsageGroup {
  const count = (of: 'runs' | 'unpriced') => rows.reduce((sum, row) => sum + row[of], 0);
  return { label, usage: sumUsage(rows), runs: count('runs'), unpriced: count('unpriced') };
}

export function totalTokens({ inputTokens, outputTokens }: Usage): number {
  return inputTokens + outputTokens;
}

function keyOf(row: UsageRow, by: GroupBy): string {
  if (by !== 'thread') return row[by];
  return row.title === null ? '' : row.threadId;
}

function labelOf(row: UsageRow | undefined, by: GroupBy): string {
  if (!row) return '';
  if (by !== 'thread') return row[by];
  return row.title === null ? t('Deleted threads') : row.title || t('Untitled');
}
