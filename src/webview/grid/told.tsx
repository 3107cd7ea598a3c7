import { t } from '@vscode/l10n';
import type { GridTable } from '../../core/types/grid.ts';

/** What a reader should know before trusting the table. */
export function Notes({ notes }: Pick<GridTable, 'notes'>) {
  if (notes.length === 0) return null;
  return (
    <details class="notes">
      <summary>{notes.length === 1 ? t('1 note on how it was read') : t('{0} notes on how it was read', notes.length)}</summary>
      <ul>
        {notes.map(([what, detail]) => (
          <li key={what}>
            <b>{what}</b>: {detail.replaceAll('`', '')}
          </li>
        ))}
      </ul>
    </details>
  );
}
