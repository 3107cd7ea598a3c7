import { t } from '@vscode/l10n';
import { useEffect, useState } from 'preact/hooks';
import { figure } from '../../core/text/figure.ts';
import type { GridColumn, GridFilter } from '../../core/types/grid.ts';
import type { ColumnChoice } from '../../core/types/tableChoice.ts';
import { Popover } from './menu.tsx';
import { Options } from './options.tsx';
import { RangeFields } from './rangeFields.tsx';
import type { Ask } from './connection.ts';
import { withRole, withType } from './choosing.ts';
import { isValue, ROLES, TYPES } from './words.ts';

interface PanelProps {
  readonly column: GridColumn;
  readonly filters: readonly GridFilter[];
  readonly isFrozen: boolean;
  /** Where it is, in the grid. */
  readonly at: { readonly left: number; readonly top: number };
  readonly ask: Ask;
  onChoose(choice: ColumnChoice): void;
  /** All filters of the column from now on. */
  onFilter(filters: readonly GridFilter[]): void;
  onFreeze(frozen: boolean): void;
  onChart(): void;
  onClose(): void;
}

/** What can be done with a column: its type and role, its filters, its place. */
export function ColumnPanel({ column, filters, isFrozen, at, ask, onChoose, onFilter, onFreeze, onChart, onClose }: PanelProps) {
  const { name, chosen, place } = column;
  const others = (kind: GridFilter['kind']) => filters.filter((filter) => filter.kind !== kind);
  const contains = filters.find((filter) => filter.kind === 'contains');
  const missing = filters.find((filter) => filter.kind === 'missing');
  return (
    <Popover label={t('Column {0}', name)} role="dialog" class="column-panel" style={{ left: `${at.left}px`, top: `${at.top}px` }} onClose={onClose}>
      <Guessed label={t('Role')} value={chosen.role} guess={column.role} names={ROLES} onChange={(role) => onChoose(withRole(chosen, role))} />
      <Guessed label={t('Type')} value={chosen.type} guess={column.type} names={TYPES} onChange={(type) => onChoose(withType(chosen, type))} />
      <label>
        {t('Contains')}
        <input
          type="search"
          value={contains?.text ?? ''}
          onChange={({ currentTarget: { value } }) => onFilter([...others('contains'), ...(value ? [{ kind: 'contains', column: place, text: value } as const] : [])])}
        />
      </label>
      {isValue(column) && <RangeFields column={column} filters={filters} onFilter={onFilter} />}
      <label>
        {t('Missing values')}
        <select
          value={missing ? String(missing.missing) : ''}
          onChange={({ currentTarget: { value } }) => onFilter([...others('missing'), ...(value ? [{ kind: 'missing', column: place, missing: value === 'true' } as const] : [])])}
        >
          <option value="">{t('Shown')}</option>
          <option value="false">{t('Left out')}</option>
          <option value="true">{t('Alone')}</option>
        </select>
      </label>
      <Values column={column} filters={filters} ask={ask} onFilter={onFilter} />
      <div class="buttons">
        <button onClick={() => onFreeze(!isFrozen)}>{isFrozen ? t('Unfreeze Columns') : t('Freeze up to Here')}</button>
        <button onClick={onChart}>{t('Chart')}</button>
        <button disabled={filters.length === 0} onClick={() => onFilter([])}>
          {t('Clear Filter')}
        </button>
      </div>
    </Popover>
  );
}

/** The most frequent values, to be chosen. */
function Values({ column, filters, ask, onFilter }: Pick<PanelProps, 'column' | 'filters' | 'ask' | 'onFilter'>) {
  const [text, setText] = useState('');
  const [values, setValues] = useState<readonly (readonly [string, number])[]>([]);
  const filter = filters.find(({ kind }) => kind === 'equals');
  const picked = filter?.kind === 'equals' ? filter.values : [];
  useEffect(() => {
    let isCurrent = true;
    void ask('values', { column: column.place, text }).then((found) => {
      if (isCurrent && found) setValues(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [column.place, text]);
  const pick = (value: string, isPicked: boolean) => {
    const next = isPicked ? [...picked, value] : picked.filter((each) => each !== value);
    onFilter([...filters.filter(({ kind }) => kind !== 'equals'), ...(next.length > 0 ? [{ kind: 'equals', column: column.place, values: next } as const] : [])]);
  };
  return (
    <fieldset class="values">
      <legend>{t('Values')}</legend>
      <input type="search" aria-label={t('Search values')} placeholder={t('Search values')} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      <div class="list" tabIndex={0} role="group" aria-label={t('Most frequent values')}>
        {values.map(([value, rows]) => (
          <label key={value}>
            <input type="checkbox" checked={picked.includes(value)} onChange={({ currentTarget }) => pick(value, currentTarget.checked)} />
            <span>{value || t('(empty)')}</span>
            <span class="quiet">{figure(rows)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface GuessedProps<Name extends string> {
  readonly label: string;
  /** '' where it is guessed. */
  readonly value: Name | '';
  readonly guess: Name;
  readonly names: Readonly<Record<Name, string>>;
  onChange(value: Name | ''): void;
}

function Guessed<Name extends string>({ label, value, guess, names, onChange }: GuessedProps<Name>) {
  return (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value as Name | '')}>
        <option value="">{value ? t('Guess') : t('Guessed: {0}', names[guess])}</option>
        <Options of={Object.entries<string>(names)} />
      </select>
    </label>
  );
}
