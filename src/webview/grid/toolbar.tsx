import { useEffect, useState } from 'preact/hooks';
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
    { label: 'As CSV', run: () => onCopy('csv') },
    { label: 'As TSV with Headers', run: () => onCopy('tsv') },
    { label: 'As Markdown', run: () => onCopy('markdown') },
  ];
  const saves = [
    { label: 'As CSV', run: () => onSave('csv') },
    { label: 'As XLSX', run: () => onSave('xlsx') },
    { label: 'As Parquet', run: () => onSave('parquet') },
  ];
  return (
    <div class="table-bar">
      <input type="search" aria-label="Search all columns" placeholder="Search" value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      <p class="quiet" role="status">
        {seen === rows ? rowsOf(rows) : `${seen.toLocaleString('en')} of ${rowsOf(rows)}`}
      </p>
      <div class="buttons">
        <Menu icon="copy" label="Copy" items={copies} />
        <Menu icon="save" label="Save" items={saves} />
        <button aria-pressed={hasChart} onClick={onChart}>
          <Icon name="graph" /> Chart
        </button>
        <button onClick={onAnalyze}>
          <Icon name="beaker" /> Analyze
        </button>
      </div>
    </div>
  );
}

function rowsOf(rows: number): string {
  return rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`;
}
