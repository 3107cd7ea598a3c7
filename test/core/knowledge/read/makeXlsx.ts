import { makeZip } from './makeZip.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';

/** The bytes of an Excel workbook: for each sheet its cells by their addresses, texts shared and numbers as they are; and other parts, in the place of these where they are called so. */
export function makeXlsx(sheets: Readonly<Record<string, Readonly<Record<string, string | number>>>>, others: Readonly<Record<string, string>> = {}): Buffer {
  const names = Object.keys(sheets);
  const texts = [...new Set(Object.values(sheets).flatMap((cells) => Object.values(cells).filter((cell) => typeof cell === 'string')))];
  const relation = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const row = (number: number, cells: Readonly<Record<string, string | number>>) => {
    const own = Object.entries(cells).filter(([address]) => address.replace(/\D/g, '') === String(number));
    return `<row r="${number}">${own.map(([address, cell]) => (typeof cell === 'string' ? `<c r="${address}" t="s"><v>${texts.indexOf(cell)}</v></c>` : `<c r="${address}"><v>${cell}</v></c>`)).join('')}</row>`;
  };
  const sheet = (cells: Readonly<Record<string, string | number>>) => {
    const numbers = [...new Set(Object.keys(cells).map((address) => Number(address.replace(/\D/g, ''))))].sort((a, b) => a - b);
    return `${head}<worksheet xmlns="${main}"><sheetData>${numbers.map((number) => row(number, cells)).join('')}</sheetData></worksheet>`;
  };
  return makeZip({
    '[Content_Types].xml': `${head}<Types xmlns="${packaged}/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${packaged}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${packaged}/relationships">${names.map((_, index) => relation(`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`)).join('')}${relation('rIdS', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
    ...Object.fromEntries(names.map((name, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheet(sheets[name] ?? {})])),
    ...others,
  });
}
