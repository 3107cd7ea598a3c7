/** What Windows refuses in names, and what no system shows. */
// eslint-disable-next-line no-control-regex
const REFUSED = /[<>:"/\\|?*\u0000-\u001f\u007f]/g;
/** Devices of Windows, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)/i;
/** File systems hold 255 bytes or more; this leaves room for `-2` and the like. In bytes of UTF-8. */
const MAX_BYTES = 200;
const MAX_EXTENSION = 20;

/** The name of a file as every system can have it: other characters for those that one refuses, and not longer than all hold. */
export function safeName(name: string): string {
  const clean = name.normalize('NFC').toWellFormed().replace(REFUSED, '_').replace(/[. ]+$/, '').trimStart();
  const free = RESERVED.test(clean) ? `_${clean}` : clean;
  return shortened(free) || 'file';
}

/** What two names have in common that are the same file where the case of letters counts for nothing. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}

/** The beginning and the extension. */
function shortened(name: string): string {
  if (bytesOf(name) <= MAX_BYTES) return name;
  const [extension = ''] = /\.[^.]*$/.exec(name) ?? [];
  const end = extension.length <= MAX_EXTENSION ? extension : '';
  let start = '';
  for (const letter of name.slice(0, name.length - end.length)) {
    if (bytesOf(start + letter + end) > MAX_BYTES) break;
    start += letter;
  }
  return start.trimEnd() + end;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
