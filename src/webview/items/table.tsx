import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';
import { rowCount } from '../../core/text/counts.ts';
import { figure } from '../../core/text/figure.ts';
import type { Table } from '../../core/types/output.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { cellText } from './cellText.ts';

/** Rows shown at first: what one takes in at a glance. */
const FIRST_ROWS = 20;

export function TableView({ table }: { table: Table }) {
  const { send } = useHost();
  const [all, setAll] = useState(false);
  const { title, columns, rows, totalRows } = table;
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);
  const numeric = columns.map((_, column) => rows.every((row) => row[column] === null || typeof row[column] === 'number'));
  const label = title || t('Table');
  const save = rows.length < totalRows ? t('Save First {0} Rows', rows.length) : t('Save Table');
  return (
    <figure class="table">
      <div class="scroll" tabIndex={0} role="group" aria-label={label}>
        <table>
          <caption>{label}</caption>
          <thead>
            <tr>
              {columns.map((column, index) => (
                <th key={index} scope="col" class={numeric[index] ? 'number' : ''}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, index) => (
              <tr key={index}>
                {columns.map((_, column) => (
                  <td key={column} class={numeric[column] ? 'number' : ''}>
                    {cellText(row[column] ?? null)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <figcaption>
        <span>{rowsLine(shown.length, totalRows)}</span>
        {rows.length > FIRST_ROWS && (
          <button onClick={() => setAll(!all)}>{all ? t('Show the first {0}', FIRST_ROWS) : t('Show {0} rows', rows.length)}</button>
        )}
        <button onClick={() => send('openTable', table)} aria-label={t('Open as Table: {0}', label)}>
          <Icon name="table" /> {t('Open as Table')}
        </button>
        <button onClick={() => send('saveTable', table)} aria-label={`${save}: ${label}`}>
          <Icon name="save" /> {save}
        </button>
      </figcaption>
    </figure>
  );
}

function rowsLine(shown: number, total: number): string {
  if (shown < total) return t('{0} of {1} rows', shown, figure(total));
  return rowCount(total);
}
