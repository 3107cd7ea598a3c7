import type { Section } from './kind.ts';
import { attribute, relations, unique } from './office.ts';
import { decoded, linesOf } from './officeXml.ts';
import type { Zip } from './zip.ts';

/** A sheet of a workbook, and where in the archive it lies. */
export interface SheetPart {
  readonly name: string;
  readonly place: string;
  /** Not so where it is a chart alone. */
  readonly hasCells: boolean;
}

const SHEET = /<(?:\w+:)?sheet\b[^<>]*>/g;
const COMMENTS = /(?=<(?:\w+:)?(?:comment|threadedComment)\s)/;
const TEXT = /<(?:\w+:)?(?:t|text)\b[^<>]*>([^<]*)/g;
/** What Excel writes in the place of a conversation, for programs that don't know any. */
const STAND_IN = '[Threaded comment]';
const ANCHOR = /(?=<xdr:(?:twoCell|oneCell|absolute)Anchor\b)/;
/** In bytes: some ten thousand rows. */
const MAX_SHEET = 4_000_000;
/** Where in a header the page, the date or a font is named. */
const HEADER = /<(?:\w+:)?((?:odd|even|first)(?:Header|Footer))\b[^<>]*>([^<]*)</g;
const HEADER_CODES = /&(?:"[^"]*"|K[\dA-F]{6}|\d+|[A-Z])/g;

/** The sheets of a workbook in their order. */
export function sheetsOf(zip: Zip): readonly SheetPart[] {
  const parts = new Map(relations(zip, 'xl/workbook.xml').map((part) => [part.id, part]));
  return Array.from((zip.text('xl/workbook.xml') ?? '').matchAll(SHEET), ([tag]) => {
    const part = parts.get(attribute(tag, 'r:id'));
    return { name: decoded(attribute(tag, 'name') ?? ''), place: part?.target ?? '', hasCells: part?.type === 'worksheet' };
  });
}

/** What stands on a sheet beside its cells, a line each, in the row where it is fixed: comments, text in shapes, what charts and diagrams say, headers. */
export function besideSheet(zip: Zip, { name, place }: SheetPart): readonly Section[] {
  const people = new Map(Array.from((zip.text('xl/persons/person.xml') ?? '').matchAll(/<(?:\w+:)?person\b[^<>]*>/g), ([tag]) => [attribute(tag, 'id'), decoded(attribute(tag, 'displayName') ?? '')]));
  const said = relations(zip, place).flatMap(({ type, target }): readonly Said[] => {
    const xml = zip.text(target) ?? '';
    if (type === 'comments') return comments(xml, authorsIn(xml));
    if (type === 'threadedComment') return comments(xml, (tag) => people.get(attribute(tag, 'personId')));
    return type === 'drawing' ? drawn(zip, target, xml) : [];
  });
  // They stand behind the cells, of which a long sheet has too many for that.
  const headers = Array.from((zip.size(place) > MAX_SHEET ? '' : (zip.text(place) ?? '')).matchAll(HEADER), ([, kind = '', text = '']): Said => ({ row: 1, what: kind.includes('Header') ? 'Header' : 'Footer', text: decoded(text).replace(HEADER_CODES, ' ') }));
  return [...said, ...headers].flatMap(({ row, what, text }): readonly Section[] => {
    const line = text.replace(/\s+/g, ' ').trim();
    return /[\p{L}\p{N}]/u.test(line) ? [{ page: null, part: { kind: 'sheet', name, row }, lines: [`${what}: ${line}`] }] : [];
  });
}

interface Said {
  readonly row: number;
  readonly what: string;
  readonly text: string;
}

/** Excel begins a comment with its author. */
function comments(xml: string, authorOf: (tag: string) => string | undefined): readonly Said[] {
  const [, ...each] = xml.split(COMMENTS);
  return each.flatMap((comment): readonly Said[] => {
    const tag = comment.slice(0, comment.indexOf('>'));
    const [author, text] = [authorOf(tag), textIn(comment)];
    if (text.startsWith(STAND_IN)) return [];
    const row = Number(/\d+/.exec(attribute(tag, 'ref') ?? '')?.[0] ?? 1);
    return [{ row, what: author ? `Comment by ${author}` : 'Comment', text: author && text.startsWith(`${author}:`) ? text.slice(author.length + 1) : text }];
  });
}

function authorsIn(xml: string): (tag: string) => string | undefined {
  const authors = Array.from(xml.matchAll(/<(?:\w+:)?author\b[^<>]*>([^<]*)/g), ([, author = '']) => decoded(author));
  return (tag) => authors[Number(attribute(tag, 'authorId'))];
}

function textIn(xml: string): string {
  return Array.from(xml.matchAll(TEXT), ([, text = '']) => decoded(text)).join('');
}

/** Shapes, charts and diagrams, each in the row in which it begins. */
function drawn(zip: Zip, place: string, xml: string): readonly Said[] {
  const parts = new Map(relations(zip, place).map(({ id, type, target }) => [id, { type, target }]));
  return xml.split(ANCHOR).flatMap((anchor): readonly Said[] => {
    const row = Number(/<xdr:row>(\d+)/.exec(anchor)?.[1] ?? 0) + 1;
    const shown = Array.from(anchor.matchAll(/\sr:(?:id|dm)="([^"]*)"/g), ([, id]) => parts.get(id)).flatMap((part): readonly Said[] => {
      const what = part?.type === 'chart' ? 'Chart' : part?.type === 'diagramData' ? 'Diagram' : null;
      return part && what ? [{ row, what, text: unique(linesOf(zip.text(part.target) ?? '')).join(', ') }] : [];
    });
    return [{ row, what: 'Text', text: linesOf(anchor).join(' ') }, ...shown];
  });
}
