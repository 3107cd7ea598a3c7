import { useState } from 'preact/hooks';
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
  const label = title || 'Table';
  const save = rows.length < totalRows ? `Save First ${rows.length} Rows` : 'Save Table';
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
          <button onClick={() => setAll(!all)}>{all ? `Show the first ${FIRST_ROWS}` : `Show ${rows.length} rows`}</button>
        )}
        <button onClick={() => send('openTable', table)} aria-label={`Open as Table: ${label}`}>
          <Icon name="table" /> Open as Table
        </button>
        <button onClick={() => send('saveTable', table)} aria-label={`${save}: ${label}`}>
          <Icon name="save" /> {save}
        </button>
      </figcaption>
    </figure>
  );
}

function rowsLine(shown: number, total: number): string {
  if (shown < total) return `${shown} of ${total.toLocaleString('en')} rows`;
  return total === 1 ? '1 row' : `${total.toLocaleString('en')} rows`;
}
