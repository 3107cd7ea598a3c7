import { t } from '@vscode/l10n';
import { useEffect, useState } from 'preact/hooks';
import { rowCount } from '../../core/text/counts.ts';
import { figure } from '../../core/text/figure.ts';
import type { CopyForm, SaveForm } from '../../core/types/grid.ts';
import { Icon } from '../shared/icon.tsx';
import { Menu } from './menu.tsx';

interface ToolbarProps {
  readonly search: string;
  readonly seen: number;
  readonly rows: number;
  readonly hasChart: boolean;
  onSearch(text: string): void;
  onCopy(form: CopyForm): void;
  onSave(form: SaveForm): void;
  onChart(): void;
  onAnalyze(): void;
}

/** While one types, nothing is searched yet. In milliseconds. */
const TYPED_MS = 250;

export function Toolbar({ search, seen, rows, hasChart, onSearch, onCopy, onSave, onChart, onAnalyze }: ToolbarProps) {
  const [text, setText] = useState(search);
  useEffect(() => {
    if (text === search) return;
    const timer = setTimeout(() => onSearch(text), TYPED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  const copies = [
    { label: t('As CSV'), run: () => onCopy('csv') },
    { label: t('As TSV with Headers'), run: () => onCopy('tsv') },
    { label: t('As Markdown'), run: () => onCopy('markdown') },
  ];
  const saves = [
    { label: t('As CSV'), run: () => onSave('csv') },
    { label: t('As XLSX'), run: () => onSave('xlsx') },
    { label: t('As Parquet'), run: () => onSave('parquet') },
  ];
  return (
    <div class="table-bar">
      <input type="search" aria-label={t('Search all columns')} placeholder={t('Search')} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      <p class="quiet" role="status">
        {rowsLine(seen, rows)}
      </p>
      <div class="buttons">
        <Menu icon="copy" label={t('Copy')} items={copies} />
        <Menu icon="save" label={t('Save')} items={saves} />
        <button aria-pressed={hasChart} onClick={onChart}>
          <Icon name="graph" /> {t('Chart')}
        </button>
        <button onClick={onAnalyze}>
          <Icon name="beaker" /> {t('Analyze')}
        </button>
      </div>
    </div>
  );
}

function rowsLine(seen: number, rows: number): string {
  if (seen === rows) return rowCount(rows);
  return rows === 1 ? t('{0} of 1 row', figure(seen)) : t('{0} of {1} rows', figure(seen), figure(rows));
}
