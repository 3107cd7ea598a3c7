import { t } from '@vscode/l10n';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { GridTable } from '../../core/types/grid.ts';
import type { TableChoice } from '../../core/types/tableChoice.ts';
import { Options, type Choices } from './options.tsx';
import { DELIMITERS, ENCODINGS } from './words.ts';

/** Rows that are offered as the one that names the columns. */
const ROWS = [1, 2, 3, 4, 5, 6, 7, 8];

interface StripProps {
  /** Null where it could not be read. */
  readonly table: GridTable | null;
  readonly choice: TableChoice;
  readonly isReading: boolean;
  onChoose(choice: TableChoice): void;
}

/** How the file is read, each part of which can be changed; what is not chosen is guessed. */
export function Strip({ table, choice, isReading, onChoose }: StripProps) {
  const dialect = table?.dialect ?? { delimiter: '', encoding: '', head: 0, table: null, tables: [] };
  // Other columns may come out of it: what was said of those that stay still counts.
  const chooseAll = (next: TableChoice) => {
    from.current = document.activeElement;
    onChoose(next);
  };
  const choose = (part: Partial<TableChoice>) => chooseAll(withoutGaps({ ...choice, ...part }));
  const guessed = (found: string | undefined) => (table ? t('Guessed: {0}', found ?? '–') : t('Guess'));
  const isChosen = Object.keys(choice).length > 0;
  const group = useRef<HTMLDivElement>(null);
  const from = useRef<Element | null>(null);
  // What can't be used has no focus: it is given back once the file has been read, before the grid could take it.
  useLayoutEffect(() => {
    if (isReading || !from.current) return;
    if (document.activeElement === document.body) focusIn(group.current, from.current);
    from.current = null;
  }, [isReading]);
  return (
    <div ref={group} class="strip" role="group" aria-label={t('How the file is read')}>
      {dialect.tables.length > 1 && (
        <Choice label={t('Sheet')} value={choice.table ?? ''} isReading={isReading} guess={guessed(dialect.table ?? '')} options={dialect.tables.map((name) => [name, name])} onChange={(name) => choose({ table: name })} />
      )}
      {dialect.delimiter !== null && (
        <Choice label={t('Delimiter')} value={choice.delimiter ?? ''} isReading={isReading} guess={guessed(labelOf(DELIMITERS, dialect.delimiter))} options={DELIMITERS} onChange={(delimiter) => choose({ delimiter })} />
      )}
      {dialect.encoding !== null && (
        <Choice label={t('Encoding')} value={choice.encoding ?? ''} isReading={isReading} guess={guessed(labelOf(ENCODINGS, dialect.encoding))} options={ENCODINGS} onChange={(encoding) => choose({ encoding })} />
      )}
      {dialect.head !== null && (
        <Choice
          label={t('Header')}
          value={choice.head === undefined ? '' : String(choice.head)}
          isReading={isReading}
          guess={guessed(dialect.head === 0 ? t('none') : t('row {0}', dialect.head))}
          options={[['0', t('None')], ...ROWS.map((row) => [String(row), t('Row {0}', row)] as const)]}
          onChange={(head) => choose({ head: head === undefined ? undefined : Number(head) })}
        />
      )}
      {isChosen && (
        <button disabled={isReading} onClick={() => chooseAll({})}>
          {t('Guess All Again')}
        </button>
      )}
    </div>
  );
}

/** Focuses what had the focus, or the first choice where that is gone. */
function focusIn(group: HTMLElement | null, had: Element): void {
  const part = had.isConnected ? had : group?.querySelector('select');
  if (part instanceof HTMLElement) part.focus();
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly guess: string;
  readonly options: Choices;
  readonly isReading: boolean;
  onChange(value: string | undefined): void;
}

function Choice({ label, value, guess, options, isReading, onChange }: ChoiceProps) {
  return (
    <label>
      {label}
      <select value={value} class={value ? 'chosen' : ''} disabled={isReading} onChange={({ currentTarget }) => onChange(currentTarget.value || undefined)}>
        <option value="">{value ? t('Guess') : guess}</option>
        <Options of={options} />
      </select>
    </label>
  );
}

function labelOf(options: Choices, value: string): string {
  return options.find(([each]) => each === value)?.[1] ?? value;
}

function withoutGaps(choice: { readonly [Part in keyof TableChoice]?: TableChoice[Part] | undefined }): TableChoice {
  return Object.fromEntries(Object.entries(choice).filter(([, value]) => value !== undefined));
}
