/** A regular expression of JavaScript's, and whether it ignores case. */
export interface Pattern {
  readonly pattern: string;
  readonly ignoreCase: boolean;
}

interface Flags {
  readonly ignoreCase: boolean;
  readonly dotAll: boolean;
}

interface Group {
  /** What held before it, and holds after it again. */
  readonly flags: Flags;
  /** Where it begins in what was written. */
  readonly start: number;
  readonly captures: boolean;
}

/** The beginning of a group with flags: `(?i)`, `(?-i:`, `(?s:`. */
const FLAGS = /^\(\?([a-z]*)(?:-([a-z]+))?([:)])/;

/**
 * A regular expression in Go's syntax as one in JavaScript's that Node.js 22 takes, too: flags for a part of it are written out. A group that
 * has a name or is repeated captures nothing any more: what it holds last is no secret.
 */
export function fromGo(source: string): Pattern {
  // The flag for all of it keeps it short, and fast.
  const whole = /^\(\?i\)/.test(source) && !source.includes('(?-i');
  const ignoresCase = (flags: Flags) => flags.ignoreCase && !whole;
  const open: Group[] = [];
  let flags: Flags = { ignoreCase: false, dotAll: false };
  const written: string[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const flagged = FLAGS.exec(rest);
    const named = /^\(\?P?<\w+>/.exec(rest);
    const char = rest[0] ?? '';
    if (flagged) {
      const [said, on = '', off = '', end] = flagged;
      if (end === ':') open.push({ flags, start: written.length, captures: false });
      flags = { ignoreCase: turned('i', on, off, flags.ignoreCase), dotAll: turned('s', on, off, flags.dotAll) };
      if (end === ':') written.push('(?:');
      at += said.length;
    } else if (char === '(') {
      open.push({ flags, start: written.length, captures: !named });
      written.push(named ? '(?:' : '(');
      at += named ? named[0].length : 1;
    } else if (char === ')') {
      const group = open.pop();
      if (!group) throw new Error(`A group of ${source} ends that does not begin.`);
      if (group.captures && /[{*+]/.test(source[at + 1] ?? '')) written[group.start] = '(?:';
      flags = group.flags;
      written.push(char);
      at += 1;
    } else if (char === '[') {
      const length = classLength(rest);
      written.push(characterClass(rest.slice(0, length), ignoresCase(flags)));
      at += length;
    } else if (char === '\\') {
      written.push(escape(rest.slice(0, 2)));
      at += 2;
    } else {
      written.push(char === '.' ? (flags.dotAll ? '[^]' : '[^\\n]') : ignoresCase(flags) ? bothCases(char) : char);
      at += 1;
    }
  }
  return { pattern: written.join(''), ignoreCase: whole };
}

function turned(flag: string, on: string, off: string, before: boolean): boolean {
  return off.includes(flag) ? false : on.includes(flag) || before;
}

/** `\z` and `\A` are Go's ends of a text. An escaped letter that means itself is written as it is. */
function escape(escaped: string): string {
  if (escaped === '\\z') return '$';
  if (escaped === '\\A') return '^';
  return escaped;
}

function bothCases(char: string): string {
  const [small, capital] = [char.toLowerCase(), char.toUpperCase()];
  return small === capital ? char : `[${small}${capital}]`;
}

/** How long a class at the beginning of `text` is. A `]` that comes first is a character of it. */
function classLength(text: string): number {
  let at = text[1] === '^' ? 2 : 1;
  if (text[at] === ']') at += 1;
  while (text[at] !== ']') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** A class with both cases of its letters, if wanted. */
function characterClass(text: string, ignoreCase: boolean): string {
  const [, not = '', inner = ''] = /^\[(\^?)([^]*)\]$/.exec(text) ?? [];
  const parts = inner.match(/\\x[0-9a-fA-F]{2}|\\.-\\.|\\.|[^\\]-[^\\\]]|[^]/g) ?? [];
  const said = parts.map((part) => (part === ']' || part === '-' ? `\\${part}` : part)).join('');
  const other = ignoreCase ? parts.filter((part) => /^[a-z](?:-[a-z])?$/i.test(part)).map((part) => (part === part.toLowerCase() ? part.toUpperCase() : part.toLowerCase())) : [];
  return `[${not}${other.join('')}${said}]`;
}
