/** Code pages that `TextDecoder` calls by another name. */
const CODE_PAGES: Readonly<Record<string, string>> = { cp932: 'shift_jis', cp936: 'gbk', cp949: 'euc-kr', cp950: 'big5', cp866: 'ibm866', cp874: 'windows-874', cp10000: 'macintosh', cp65001: 'utf-8', eucjp: 'euc-jp', euckr: 'euc-kr' };

/** The name under which `TextDecoder` knows an encoding, whatever a file calls it; null for one that it does not know. */
export function encodingNamed(label: string): string | null {
  const lower = label.toLowerCase().replace(/^(?:ms|windows[-_]?|ibm)(?=9\d\d$)/, 'cp');
  try {
    return new TextDecoder(CODE_PAGES[lower] ?? lower).encoding;
  } catch {
    return null;
  }
}
