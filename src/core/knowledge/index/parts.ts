/** The rest of a word, as FTS5's `unicode61` sees it: letters and digits, with the marks that belong to them. */
const WORD = /[\p{L}\p{M}\p{N}]+/uy;
/** A part of an identifier: a hump, an acronym or a run of digits. */
const PART = /\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?\p{Ll}+|\p{Lu}+|\p{N}+/gu;
/** Only such a word has several. */
const COMPOUND = /.[\p{Lu}\p{N}]|\p{N}\p{L}/u;
/** Kana and Han characters, which are written without spaces: a whole sentence is one word to the tokenizer. */
const UNSPACED = /[\u3041-\u30ff\u3400-\u9fff]{2,}/g;

const [SMALL, CAPITAL] = [1, 2];
const ASCII = 128;
/** The kind of each ASCII character: 1 to 3, a digit being the last; 0 for those that are in no word. */
const KINDS = Uint8Array.from({ length: ASCII }, (_, code) => [/[a-z]/, /[A-Z]/, /\d/].findIndex((kind) => kind.test(String.fromCharCode(code))) + 1);

/**
 * The parts of the words that have several: `parseHTML5Page` gives parse, HTML, 5 and Page. Of scripts without spaces, each two
 * neighbouring characters, which is how their words are found without a dictionary. A loop, since patterns that know all scripts take
 * many times as long; they are asked of words that are not ASCII alone.
 */
export function parts(text: string): readonly string[] {
  const found: string[] = [];
  let isAscii = true;
  let start = 0;
  /** Where the part begins in which we are. */
  let part = 0;
  let before = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    if (code >= ASCII) {
      isAscii = false;
      WORD.lastIndex = at;
      if (WORD.test(text)) {
        const end = WORD.lastIndex;
        // What was found of its beginning is found once more.
        if (before !== 0) while (part > start) part -= found.pop()?.length ?? part;
        const word = text.slice(before === 0 ? at : start, end);
        const split = COMPOUND.test(word) ? (word.match(PART) ?? []) : [];
        if (split.length > 1) found.push(...split);
        at = end - 1;
        before = 0;
        continue;
      }
    }
    const kind = code < ASCII ? (KINDS[code] ?? 0) : 0;
    if (kind === before) continue;
    if (before === 0) start = part = at;
    else {
      // The last capital of several belongs to the hump that it begins.
      const cut = before === CAPITAL && kind === SMALL ? at - 1 : at;
      if (cut > part && (kind !== 0 || part > start)) {
        found.push(text.slice(part, cut));
        part = cut;
      }
    }
    before = kind;
  }
  for (const run of isAscii ? [] : (text.match(UNSPACED) ?? [])) {
    for (let at = 2; at <= run.length; at++) found.push(run.slice(at - 2, at));
  }
  return found;
}
