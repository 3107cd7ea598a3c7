import { t } from '@vscode/l10n';
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
  const choose = (part: Partial<TableChoice>) => onChoose(withoutGaps({ ...choice, ...part }));
  const guessed = (found: string | undefined) => (table ? t('Guessed: {0}', found ?? '–') : t('Guess'));
  const isChosen = Object.keys(choice).length > 0;
  return (
    <div class="strip" role="group" aria-label={t('How the file is read')}>
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
        <button disabled={isReading} onClick={() => onChoose({})}>
          {t('Guess All Again')}
        </button>
      )}
    </div>
  );
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
