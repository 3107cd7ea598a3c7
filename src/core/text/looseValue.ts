/** What was found at a place: a value and where it ends, that more has to come, or that there is none. */
export type Found<T> = { readonly value: T; readonly end: number } | 'open' | 'none';

/** Nested deeper than this is no data that somebody means. */
const MAX_DEPTH = 100;
const CONSTANTS: Readonly<Record<string, unknown>> = { true: true, false: false, null: null, True: true, False: false, None: null };
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\n': '' };

/**
 * Reads a value as models write it: JSON, also with raw line breaks in its strings and commas too many, or Python’s literals.
 * @param at where it begins, blanks aside
 */
export function looseValue(text: string, at = 0): Found<unknown> {
  const reader = createReader(text, at);
  try {
    return { value: reader.value(0), end: reader.at };
  } catch (error) {
    if (error instanceof Unread) return error.what;
    throw error;
  }
}

/** Reads `name=value, …)`, what follows the bracket of a call in Python; values without a name are numbered. */
export function looseArguments(text: string, at: number): Found<Readonly<Record<string, unknown>>> {
  const reader = createReader(text, at);
  try {
    return { value: reader.list(')', 0), end: reader.at };
  } catch (error) {
    if (error instanceof Unread) return error.what;
    throw error;
  }
}

class Unread extends Error {
  readonly what: 'open' | 'none';

  constructor(what: 'open' | 'none') {
    super(what);
    this.what = what;
  }
}

function createReader(text: string, from: number) {
  let at = from;

  function peek(): string {
    while (/\s/.test(text[at] ?? '')) at++;
    const char = text[at];
    if (char === undefined) throw new Unread('open');
    return char;
  }

  function value(depth: number): unknown {
    const char = peek();
    if (depth > MAX_DEPTH) throw new Unread('none');
    if (char === '{') {
      at++;
      return entries(depth);
    }
    if (char === '[') {
      at++;
      return Object.values(list(']', depth + 1));
    }
    return char === '"' || char === "'" ? string() : word();
  }

  function entries(depth: number): Record<string, unknown> {
    const all: Record<string, unknown> = {};
    for (;;) {
      const char = peek();
      if (char === '}') {
        at++;
        return all;
      }
      if (char === ',') {
        at++;
        continue;
      }
      if (char !== '"' && char !== "'") throw new Unread('none');
      const key = string();
      if (peek() !== ':') throw new Unread('none');
      at++;
      set(all, key, value(depth + 1));
      if (!',}'.includes(peek())) throw new Unread('none');
    }
  }

  function list(close: ']' | ')', depth: number): Record<string, unknown> {
    const all: Record<string, unknown> = {};
    for (let count = 0; ; ) {
      const char = peek();
      if (char === close) {
        at++;
        return all;
      }
      if (char === ',') {
        at++;
        continue;
      }
      const name = close === ')' ? /^(\w+)\s*=/.exec(text.slice(at, at + 100)) : null;
      if (name) at += name[0].length;
      set(all, name?.[1] ?? String(count++), value(depth));
      if (peek() !== ',' && peek() !== close) throw new Unread('none');
    }
  }

  function string(): string {
    const quote = text.startsWith('"""', at) || text.startsWith("'''", at) ? text.slice(at, at + 3) : (text[at] ?? '');
    let read = '';
    for (at += quote.length; !text.startsWith(quote, at); at++) {
      let char = text[at];
      if (char === '\\') {
        char = text[++at];
        const code = char === 'u' ? text.slice(at + 1, at + 5) : char === 'x' ? text.slice(at + 1, at + 3) : '';
        if (/^([0-9a-f]{2}){1,2}$/i.test(code) && code.length === (char === 'u' ? 4 : 2)) {
          read += String.fromCharCode(parseInt(code, 16));
          at += code.length;
          continue;
        }
        // Python keeps a backslash that begins no escape.
        if (char !== undefined) char = ESCAPES[char] ?? ('"\'\\/'.includes(char) ? char : `\\${char}`);
      }
      if (char === undefined) throw new Unread('open');
      read += char;
    }
    at += quote.length;
    return read;
  }

  function word(): unknown {
    const [said = ''] = /^[\w.+-]*/.exec(text.slice(at, at + 100)) ?? [];
    if (at + said.length >= text.length) throw new Unread('open');
    at += said.length;
    if (Object.hasOwn(CONSTANTS, said)) return CONSTANTS[said];
    if (!/^[+-]?(\d|\.\d)/.test(said) || Number.isNaN(Number(said))) throw new Unread('none');
    return Number(said);
  }

  return {
    value,
    list,
    get at() {
      return at;
    },
  };
}

/** A key may be `__proto__`. */
function set(target: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
