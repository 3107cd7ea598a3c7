/** One property with its value. */
export type Declaration = readonly [property: string, value: string];

/** What tells of data by its looks, and neither moves, covers nor loads anything. */
const PROPERTIES = /^(color|background-color|font-weight|font-style|text-decoration|text-align|vertical-align|white-space|opacity|border(-(top|right|bottom|left))?(-(color|style|width))?|width)$/;
/** Colours, lengths and words; a share of the cell's width for bars. No function of CSS but those of colours, so that nothing is loaded. */
const VALUE = /^(#[0-9a-f]{3,8}|[a-z-]+|-?[\d.]+(px|em|rem|pt|%)?|(rgb|hsl)a?\([\d.,%\s/-]+\))(\s+(#[0-9a-f]{3,8}|[a-z-]+|-?[\d.]+(px|em|rem|pt|%)?|(rgb|hsl)a?\([\d.,%\s/-]+\))){0,3}$/i;
/** A bar drawn in a cell's background, as pandas writes it. */
const BAR = /^linear-gradient\(90deg,[#\w\s.,%()-]{1,400}\)$/i;
const MAX_RULES = 50_000;

/** The declarations of a `style` attribute, or of a rule's body, that may be kept. */
export function safeDeclarations(css: string): readonly Declaration[] {
  return css.split(';').flatMap((text): readonly Declaration[] => {
    const colon = text.indexOf(':');
    const property = text.slice(0, colon).trim().toLowerCase();
    const value = text.slice(colon + 1).replace(/!important/i, '').trim();
    if (colon < 0 || value === '') return [];
    if (property === 'background' && BAR.test(value) && !/url|var|image/i.test(value)) return [['background-image', value]];
    if (property === 'background' && VALUE.test(value)) return [['background-color', value]];
    return PROPERTIES.test(property) && VALUE.test(value) ? [[property, value]] : [];
  });
}

/** What the style sheets in a piece of HTML say of elements by their ids, as pandas writes them; all other rules are passed over. */
export function idRules(html: string): ReadonlyMap<string, readonly Declaration[]> {
  const rules = new Map<string, readonly Declaration[]>();
  for (const sheet of sheetsOf(html)) {
    for (const rule of sheet.split('}').slice(0, -1)) {
      const [body = '', selectors = ''] = rule.split('{').reverse();
      const declarations = safeDeclarations(body);
      for (const [, id] of (selectors.split(';').at(-1) ?? '').matchAll(/(?:^|,)\s*#([\w-]+)\s*(?=,|$)/g)) {
        if (id === undefined || declarations.length === 0 || rules.size >= MAX_RULES) continue;
        rules.set(id, [...(rules.get(id) ?? []), ...declarations]);
      }
    }
  }
  return rules;
}

/** Each is passed over once, also where none of them ends: one expression would take hours for a page that nobody wrote. */
function* sheetsOf(html: string): Generator<string> {
  const opening = /<style\b/gi;
  const closing = /<\/style\s*>/gi;
  while (opening.test(html)) {
    const start = html.indexOf('>', opening.lastIndex) + 1;
    closing.lastIndex = start;
    const end = start > 0 ? closing.exec(html) : null;
    if (!end) return;
    yield html.slice(start, end.index);
    opening.lastIndex = closing.lastIndex;
  }
}

/** Declarations as a `style` attribute has them. */
export function styleText(declarations: readonly Declaration[]): string {
  return declarations.map(([property, value]) => `${property}: ${value}`).join('; ');
}
