import { t } from '@vscode/l10n';
import { figure } from '../../core/text/figure.ts';
import type { GridProgress } from '../../core/types/grid.ts';

/** The first rows, while the others are being read. */
export function Preview({ preview, read }: { preview: Extract<GridProgress, { kind: 'preview' }> | null; read: number }) {
  return (
    <>
      <p class="quiet reading" role="status">
        {read > 0 ? t('Reading: {0} rows so far', figure(read)) : t('Reading the table')}
      </p>
      {preview && (
        <div class="preview" tabIndex={0} role="group" aria-label={t('First rows')}>
          <table>
            <thead>
              <tr>
                {preview.columns.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {preview.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, place) => (
                    <td key={place}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
