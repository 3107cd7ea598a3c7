import { t } from '@vscode/l10n';
import { archive } from './office.ts';
import { sheet } from './sheet.ts';
import { Unfit, type Section } from './kind.ts';
import { besideSheet, sheetsOf } from './workbookBeside.ts';
import { openZip } from './zip.ts';

/** What the library unpacks, far more than the cells of a large workbook take: a small archive can be made to grow without end. */
const PARTS = /^xl\/(?!media\/)/;

type Rows = readonly (readonly unknown[])[];
type Broken = 'broken';

/** An Excel workbook: a row a line, sheet by sheet, and behind each what stands beside its cells. */
export const xlsx = archive('.xlsx', async (bytes) => {
  const zip = openZip(bytes);
  if (!zip.names.includes('xl/workbook.xml')) throw new Unfit(t('is not a document of this kind, whatever its name says'));
  // Looks whether all that is in it fits into what may be unpacked.
  for (const name of zip.names.filter((each) => PARTS.test(each))) zip.text(name);
  // Loaded here because it is seldom needed.
  const { default: readXlsxFile, readSheet } = await import('read-excel-file/universal');
  const input = Uint8Array.from(bytes).buffer;
  const parts = openZip(bytes);
  const sheets = sheetsOf(parts);
  const rowsOf = new Map<string, Rows | Broken>();
  try {
    for (const { sheet: name, data } of await readXlsxFile(input)) rowsOf.set(name, data);
  } catch {
    // A sheet that is broken costs itself.
    for (const { name } of sheets.filter(({ hasCells }) => hasCells)) rowsOf.set(name, await readSheet(input, name).catch((): Broken => 'broken'));
  }
  return sheets.flatMap((each): readonly Section[] => {
    const rows = rowsOf.get(each.name) ?? [];
    const cells = rows === 'broken' ? [{ page: null, lines: [], lost: t('has a sheet that can’t be read: {0}', each.name) }] : sheet(each.name, rows.map((row) => row.map(shown)));
    return [...cells, ...besideSheet(parts, each)];
  });
});

function shown(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? shownDate(cell.getTime()) : String(cell);
}

/** What is an hour alone has the day from which Excel counts. */
function shownDate(time: number): string {
  if (Number.isNaN(time)) return '';
  // Half past eight is stored as a fraction that lies a little beside.
  const [day = '', clock = ''] = new Date(Math.round(time / 1000) * 1000).toISOString().slice(0, 19).split('T');
  if (day < '1900') return clock.replace(/:00$/, '');
  return clock === '00:00:00' ? day : `${day} ${clock.replace(/:00$/, '')}`;
}
