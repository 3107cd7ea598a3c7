import { t } from '@vscode/l10n';
import { archive } from './office.ts';
import { sheet } from './sheet.ts';
import { Unfit } from './kind.ts';
import { openZip } from './zip.ts';

/** What the library unpacks, far more than the cells of a large workbook take: a small archive can be made to grow without end. */
const PARTS = /^xl\/(?!media\/)/;

/** An Excel workbook: a row a line, sheet by sheet. */
export const xlsx = archive('.xlsx', async (bytes) => {
  const zip = openZip(bytes);
  if (!zip.names.includes('xl/workbook.xml')) throw new Unfit(t('is not a document of this kind, whatever its name says'));
  // Looks whether all that is in it fits into what may be unpacked.
  for (const name of zip.names.filter((each) => PARTS.test(each))) zip.text(name);
  // Loaded here because it is seldom needed.
  const { default: readXlsxFile } = await import('read-excel-file/universal');
  const sheets = await readXlsxFile(Uint8Array.from(bytes).buffer).catch((cause: unknown) => {
    throw new Unfit(t('is a damaged document'), { cause });
  });
  return sheets.flatMap(({ sheet: name, data }) => sheet(name, data.map((row) => row.map(shown))));
});

function shown(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  const iso = Number.isNaN(cell.getTime()) ? '' : cell.toISOString();
  return iso.replace(/T00:00:00\.000Z$/, '').replace('T', ' ').replace(/(?::00)?\.000Z$/, '');
}
