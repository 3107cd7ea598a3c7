/** Numbers from 0 to below 1, the same ones each time: a fault must come back. */
export function seeded(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** A text that a regular expression in Go's syntax matches, and the part of it that is the secret. */
export interface Sample {
  readonly text: string;
  readonly secret: string;
}

type Node =
  | { readonly kind: 'characters'; readonly from: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'sequence'; readonly nodes: readonly Node[] }
  | { readonly kind: 'choice'; readonly nodes: readonly Node[] }
  | { readonly kind: 'repeat'; readonly node: Node; readonly min: number; readonly max: number }
  | { readonly kind: 'group'; readonly node: Node };

const PRINTABLE = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const KINDS: Readonly<Record<string, RegExp>> = { w: /\w/, d: /\d/, s: /[ \t]/, W: /\W/, D: /\D/, S: /\S/ };
/** What stands for “any number of times”. */
const MANY = 12;

/** Makes texts that match `source`. Flags that ignore case are left out: a match in small letters or capitals alone is one, too. */
export function sampler(source: string, random: () => number): () => Sample {
  const { node, rest } = alternatives(source);
  if (rest !== '') throw new Error(`${source} is not understood from ${rest} on.`);
  return () => {
    const secrets: string[] = [];
    const text = write(node, random, (secret) => secrets.push(secret));
    return { text, secret: secrets.find((secret) => secret !== '') ?? text };
  };
}

interface Parsed {
  readonly node: Node;
  readonly rest: string;
}

function alternatives(source: string): Parsed {
  const nodes: Node[] = [];
  let rest = source;
  for (;;) {
    const parsed = sequence(rest);
    nodes.push(parsed.node);
    rest = parsed.rest;
    if (!rest.startsWith('|')) break;
    rest = rest.slice(1);
  }
  return { node: nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'choice', nodes }, rest };
}

function sequence(source: string): Parsed {
  const nodes: Node[] = [];
  let rest = source;
  while (rest !== '' && !/^[|)]/.test(rest)) {
    const parsed = repeated(rest);
    nodes.push(parsed.node);
    rest = parsed.rest;
  }
  return { node: { kind: 'sequence', nodes }, rest };
}

function repeated(source: string): Parsed {
  const { node, rest } = atom(source);
  const times = /^(?:\{(\d+)(?:(,)(\d*))?\}|([*+?]))\??/.exec(rest);
  if (!times) return { node, rest };
  const [said, from, comma, to, sign] = times;
  const min = sign ? Number(sign === '+') : Number(from);
  const max = sign ? (sign === '?' ? 1 : MANY) : !comma ? min : to === '' ? min + MANY : Number(to);
  // A group that is repeated holds no secret, but a part of one.
  const inner = node.kind === 'group' && sign !== '?' ? node.node : node;
  return { node: { kind: 'repeat', node: inner, min, max }, rest: rest.slice(said.length) };
}

function atom(source: string): Parsed {
  const flags = /^\(\?[a-z-]+\)/.exec(source);
  if (flags) return { node: { kind: 'nothing' }, rest: source.slice(flags[0].length) };
  const opening = /^\((\?(?:[a-z-]*:|P?<\w+>))?/.exec(source);
  if (opening) {
    const { node, rest } = alternatives(source.slice(opening[0].length));
    return { node: opening[1] ? node : { kind: 'group', node }, rest: rest.slice(1) };
  }
  if (source.startsWith('[')) return characterClass(source);
  const escaped = /^\\(x[0-9a-fA-F]{2}|[^])/.exec(source);
  if (escaped?.[1]) {
    const node: Node = /^[bBzA]$/.test(escaped[1]) ? { kind: 'nothing' } : { kind: 'characters', from: unescaped(escaped[1]) };
    return { node, rest: source.slice(escaped[0].length) };
  }
  const char = source[0] ?? '';
  return { node: char === '^' || char === '$' ? { kind: 'nothing' } : { kind: 'characters', from: char === '.' ? PRINTABLE : char }, rest: source.slice(1) };
}

function characterClass(source: string): Parsed {
  const not = source[1] === '^';
  let at = not ? 2 : 1;
  let from = '';
  for (let first = true; first || source[at] !== ']'; first = false) {
    const [said, char = '', to] = /^(\\x[0-9a-fA-F]{2}|\\[^]|[^])(?:-([^\]\\]))?/.exec(source.slice(at)) ?? [''];
    const set = char.startsWith('\\') ? unescaped(char.slice(1)) : char;
    from += to === undefined ? set : PRINTABLE.slice(PRINTABLE.indexOf(char), PRINTABLE.indexOf(to) + 1);
    at += said.length;
  }
  return { node: { kind: 'characters', from: not ? [...PRINTABLE].filter((char) => !from.includes(char)).join('') : from }, rest: source.slice(at + 1) };
}

function unescaped(escaped: string): string {
  if (escaped.startsWith('x') && escaped.length === 3) return String.fromCharCode(parseInt(escaped.slice(1), 16));
  const kind = KINDS[escaped];
  if (kind) return [...PRINTABLE].filter((char) => kind.test(char)).join('');
  return { n: '\n', r: '\r', t: '\t' }[escaped] ?? escaped;
}

function write(node: Node, random: () => number, secret: (text: string) => void): string {
  const below = (count: number) => Math.floor(random() * count);
  switch (node.kind) {
    case 'nothing':
      return '';
    case 'characters':
      return node.from[below(node.from.length)] ?? '';
    case 'sequence':
      return node.nodes.map((part) => write(part, random, secret)).join('');
    case 'choice': {
      const chosen = node.nodes[below(node.nodes.length)];
      return chosen ? write(chosen, random, secret) : '';
    }
    case 'repeat':
      return Array.from({ length: node.min + below(node.max - node.min + 1) }, () => write(node.node, random, secret)).join('');
    case 'group': {
      // An outer group comes before those within it.
      const within: string[] = [];
      const text = write(node.node, random, (inner) => within.push(inner));
      [text, ...within].forEach(secret);
      return text;
    }
  }
}
