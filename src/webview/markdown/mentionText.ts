import type { MentionLink, MentionedPlace } from '../../protocol/mentions.ts';

/** A link that a text may hold, and where. */
export interface Written {
  readonly start: number;
  readonly end: number;
  readonly link: MentionLink;
}

/** `:5`, `:5:2`, `:5-9`, `#L5`, `#L5C2`, `#L5-L9`, `#5`. */
const PLACE = String.raw`(?::(?<line>\d{1,7})(?::(?<column>\d{1,5}))?(?:-(?<last>\d{1,7}))?|#L?(?<hashLine>\d{1,7})(?:C(?<hashColumn>\d{1,5}))?(?:-L?(?<hashLast>\d{1,7})(?:C\d+)?)?)`;
/** What may be a path: no longer than one, and with nothing in it at which a text would break. */
const WORD = /[^\s\p{Cc}"'`<>|“”„«»‘’,;]{3,300}/gu;
const ENDING = String.raw`\.[A-Za-z][A-Za-z0-9]{0,9}`;
const PATH = new RegExp(String.raw`^(?<path>[^:#?*]*[\p{L}\p{N}_)\]~+$-]${ENDING}|[A-Za-z]:[\\/][^:#?*]+${ENDING})${PLACE}?$`, 'u');
/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
/** A path in a text of theirs. */
const PATH_WITHIN = new RegExp(String.raw`(?<path>[\w@+$~./\\-]{1,290}${ENDING})(?![\w/\\])${PLACE}?`, 'g');
const ENDS = new RegExp(`${ENDING}$`);
const WHOLE_PLACE = new RegExp(`${PLACE}$`);
const SYMBOL = /^[\p{L}_$][\p{L}\p{N}_$]{2,}(?:(?:\.|::|#)[\p{L}_$][\p{L}\p{N}_$]*)*(?:\(\))?$/u;
/** Files without an ending that all know. */
const WELL_KNOWN = /^(Makefile|Dockerfile|Containerfile|Jenkinsfile|Gemfile|Rakefile|Procfile|LICENSE|README|CHANGELOG|\.[a-z][\w.-]*)$/;

/** As compilers write a place: `src/a.ts(5)`, `src/a.ts(5,2)`. Its path is looked for behind a place that was found: the other way round each letter would be a beginning. */
const COMPILED_PLACE = /\((?<line>\d{1,7})(?:, ?(?<column>\d{1,5}))?\)/g;
const PATH_BEFORE = new RegExp(String.raw`[^\s\p{Cc}"'\u0060<>|“”„«»‘’,;:#?*(]{1,280}${ENDING}$`, 'u');
/** No path is longer, its ending included. */
const LONGEST_PATH = 300;
/** A place in words behind a path: `, line 5`, `" lines 3–4`. */
const IN_WORDS = /^["”'`]?,? (?:on )?lines? (?<line>\d{1,7})(?: ?[-–] ?(?<last>\d{1,7}))?(?![\d.]*\d)/;

/** The files that a text names; of two at one place the first that is there counts. */
export function filesIn(text: string): readonly Written[] {
  const compiled = compiledIn(text);
  const others = namedIn(text).map((each) => (each.link.place ? each : { ...each, link: { ...each.link, place: placeOf(IN_WORDS.exec(text.slice(each.end, each.end + 40))?.groups ?? {}) } }));
  return compiled.length > 0 ? [...compiled, ...others].sort((a, b) => a.start - b.start) : others;
}

function compiledIn(text: string): readonly Written[] {
  return [...text.matchAll(COMPILED_PLACE)].flatMap(({ 0: place, index, groups }) => {
    const path = PATH_BEFORE.exec(text.slice(Math.max(0, index - LONGEST_PATH), index))?.[0];
    return path === undefined ? [] : [written(index - path.length, path + place, { ...groups, path })];
  });
}

function namedIn(text: string): readonly Written[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) => {
    if (!word.includes('.') || word.includes('://')) return [];
    const from = /^[([{*_!¡¿]*/u.exec(word)?.[0].length ?? 0;
    const named = word.slice(from).replace(/[.:!?*_…)\]}]+$/u, '');
    const groups = PATH.exec(named)?.groups;
    const whole = groups ? [written(index + from, named, groups)] : [];
    return UNSPACED.test(named) ? [...whole, ...[...named.matchAll(PATH_WITHIN)].map((match) => written(index + from + match.index, match[0], match.groups ?? {}))] : whole;
  });
}

const written = (start: number, text: string, groups: Readonly<Record<string, string | undefined>>): Written => ({
  start,
  end: start + text.length,
  link: { mention: { kind: 'file', path: groups['path'] ?? '' }, place: placeOf(groups) },
});

/** What code in a line names: files, or as a whole a file or a symbol; the first that is there counts. */
export function namedInCode(code: string): readonly Written[] {
  const files = filesIn(code);
  const whole = { start: 0, end: code.length };
  const [only] = files;
  const isOne = only?.start === 0 && only.end === code.length;
  const path = code.replace(WHOLE_PLACE, '');
  const isPath = /[\\/]/.test(path) && (!/\s/.test(path) || ENDS.test(path));
  const link = !isOne && (isPath || WELL_KNOWN.test(path)) ? fileLink(code) : null;
  const symbol: Written = { ...whole, link: { mention: { kind: 'symbol', name: code.replace(/\(\)$/, '') }, place: null } };
  return [...(link ? [{ ...whole, link }] : []), ...files, ...(SYMBOL.test(code) ? [symbol] : [])];
}

/** What the destination of a Markdown link names in the workspace; null where it leads elsewhere, or nowhere. */
export function fileLink(destination: string): MentionLink | null {
  const groups = WHOLE_PLACE.exec(destination)?.groups;
  const written = decoded(destination.replace(WHOLE_PLACE, '').replace(/#.*$/, ''));
  // A scheme, another machine, a command: none of it is a path of the workspace. One letter is a disk of Windows.
  if (written === null || written === '' || /^[a-z][a-z0-9+.-]+:/i.test(written) || /^[\\/]{2}/.test(written) || [...written].some((character) => character < ' ')) return null;
  return { mention: { kind: 'file', path: written }, place: placeOf(groups ?? {}) };
}

/** What is written `%20` is a space; a path that is no address may have a lone `%`. */
function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function placeOf(groups: Readonly<Record<string, string | undefined>>): MentionedPlace | null {
  const start = Number(groups['line'] ?? groups['hashLine'] ?? 0);
  if (start === 0) return null;
  const end = Number(groups['last'] ?? groups['hashLast'] ?? start);
  const column = groups['column'] ?? groups['hashColumn'];
  return { start, end: Math.max(start, end), column: column === undefined || end > start ? null : Number(column) };
}

/** How a link is told: `src/berths.ts:5`. */
export function spokenLink({ mention, place }: MentionLink): string {
  const name = mention.kind === 'file' ? mention.path : mention.name;
  return place ? `${name}:${place.start}${place.end > place.start ? `-${place.end}` : ''}` : name;
}
