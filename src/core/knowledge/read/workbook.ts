import { t } from '@vscode/l10n';
import { archive, attribute, relations, required } from './office.ts';
import { MAX_ROWS, sheet } from './sheet.ts';
import type { Section } from './kind.ts';
import { storedZip } from './storedZip.ts';
import { besideSheet, sheetsOf, type SheetPart } from './workbookBeside.ts';
import { openZip, type Zip } from './zip.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
/** What cells refer to. */
const BESIDE_SHEETS = new Set(['sharedStrings', 'styles']);
const UNNAMED = /<(?:\w+:)?(?:row|c)(?=[\s/>])(?![^<>]*\sr=)/;
const NAMED = /(<(?:\w+:)?)(row|c)(?=[\s/>])([^<>]*>)/g;
const [LETTERS, BEFORE_A] = [26, 64];
const ROW_END = /<\/((?:\w+:)?)row>/g;

type Rows = readonly (readonly unknown[])[];
type Broken = 'broken';

/** An Excel workbook: a row a line, sheet by sheet, and behind each what stands beside its cells. */
export const xlsx = archive('.xlsx', async (bytes) => {
  const zip = openZip(bytes);
  const sheets = sheetsOf(zip);
  // Loaded here because it is seldom needed.
  const { default: readXlsxFile, readSheet } = await import('read-excel-file/universal');
  const input = Uint8Array.from(storedZip(beginnings(zip, sheets))).buffer;
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
    return [...cells, ...besideSheet(zip, each)];
  });
});

/** What the library has to know of a workbook: of long sheets no more rows than are read, which takes a fraction of the time and the memory. */
function beginnings(zip: Zip, sheets: readonly SheetPart[]): ReadonlyMap<string, string> {
  const parts = new Map([[WORKBOOK, required(zip, WORKBOOK)]]);
  const add = (name: string, text: string | null) => text !== null && parts.set(name, text);
  add(RELATIONS, zip.text(RELATIONS));
  for (const { type, target } of relations(zip, WORKBOOK)) if (BESIDE_SHEETS.has(type)) add(target, zip.text(target));
  for (const { place, hasCells } of sheets) if (hasCells) add(place, withAddresses(zip.beginning(place, (text) => endOfRows(text) !== null)));
  return parts;
}

/** Rows and cells may be named by where they stand; where some are not, they follow each other. */
function withAddresses(text: string | null): string | null {
  if (text === null) return null;
  const end = endOfRows(text);
  const sheet = end ? `${text.slice(0, end.at)}</${end.prefix}sheetData></${end.prefix}worksheet>` : text;
  if (!UNNAMED.test(sheet)) return sheet;
  let [row, column] = [0, 0];
  return sheet.replace(NAMED, (tag, begin: string, what: string, rest: string) => {
    const name = attribute(tag, 'r');
    if (what === 'row') [row, column] = [name === undefined ? row + 1 : Number(name), 0];
    else column = name === undefined ? column + 1 : columnOf(name);
    return name === undefined ? `${begin}${what} r="${what === 'row' ? '' : lettersOf(column)}${row}"${rest}` : tag;
  });
}

function columnOf(name: string): number {
  return [...name.replace(/\d+$/, '')].reduce((column, letter) => column * LETTERS + letter.charCodeAt(0) - BEFORE_A, 0);
}

function lettersOf(column: number): string {
  return column === 0 ? '' : lettersOf(Math.floor((column - 1) / LETTERS)) + String.fromCharCode(BEFORE_A + 1 + ((column - 1) % LETTERS));
}

/** Where the last row ends that is read; null where there are no more than that. */
function endOfRows(sheet: string): { readonly at: number; readonly prefix: string } | null {
  let rows = 0;
  for (const { 0: tag, 1: prefix = '', index } of sheet.matchAll(ROW_END)) if (++rows >= MAX_ROWS) return { at: index + tag.length, prefix };
  return null;
}

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
