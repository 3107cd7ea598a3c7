import type { ColumnChoice, ColumnRole, ColumnType } from '../../core/types/tableChoice.ts';

const NUMBERS: readonly ColumnRole[] = ['add', 'average', 'identifier'];
/** The roles that a column of each type can have. */
const FITTING: Readonly<Record<ColumnType, readonly ColumnRole[]>> = {
  number: NUMBERS,
  number_comma: NUMBERS,
  date: ['date'],
  day_first: ['date'],
  month_first: ['date'],
  text: ['identifier', 'category', 'text'],
};

/** Another role; a type that it can't have is guessed again. */
export function withRole({ type }: ColumnChoice, role: ColumnRole | ''): ColumnChoice {
  return { role, type: fits(type, role) ? type : '' };
}

/** Another type; a role that it can't have is guessed again. */
export function withType({ role }: ColumnChoice, type: ColumnType | ''): ColumnChoice {
  return { type, role: fits(type, role) ? role : '' };
}

function fits(type: ColumnType | '', role: ColumnRole | ''): boolean {
  return type === '' || role === '' || FITTING[type].includes(role);
}
