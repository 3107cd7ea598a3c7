import type { Table } from '../../core/types/output.ts';
import type { UsageRow } from '../../core/types/usage.ts';

const COLUMNS = ['day', 'model', 'thread', 'runs', 'input tokens', 'cached tokens', 'output tokens', 'reasoning tokens', 'total tokens', 'estimated', 'containers (USD)', 'cost (USD)'];

/** The usage as a table for other programs: one row for each day, model and thread, figures without marks, an unknown cost empty. */
export function usageTable(rows: readonly UsageRow[]): Table {
  const cells = rows.map((row) => [
    row.day, row.model, row.title ?? 'deleted', row.runs,
    row.inputTokens, row.cachedTokens, row.outputTokens, row.reasoningTokens, row.inputTokens + row.outputTokens,
    row.estimated ? 'yes' : 'no', row.containerCost ?? 0, row.cost,
  ]);
  return { type: 'table', title: 'Docent usage', columns: COLUMNS, rows: cells, totalRows: cells.length };
}
