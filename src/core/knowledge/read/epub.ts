import { posix } from 'node:path';
import { htmlParagraphs } from './html.ts';
import type { Section } from './kind.ts';
import { attribute, required } from './office.ts';
import { decoded } from './officeXml.ts';
import type { Zip } from './zip.ts';

/** A book: its chapters in their order. */
export function epub(zip: Zip): readonly Section[] {
  const place = attribute(/<rootfile\b[^<>]*>/.exec(required(zip, 'META-INF/container.xml'))?.[0] ?? '', 'full-path') ?? '';
  const book = required(zip, place);
  const items = new Map(Array.from(book.matchAll(/<(?:opf:)?item\b[^<>]*>/g), ([tag]) => [attribute(tag, 'id'), attribute(tag, 'href')]));
  const chapters = Array.from(book.matchAll(/<(?:opf:)?itemref\b[^<>]*>/g), ([tag]) => items.get(attribute(tag, 'idref')));
  const lines = chapters.flatMap((href) => {
    const text = href === undefined ? null : zip.text(posix.join(posix.dirname(place), unescaped(decoded(href))));
    return text === null ? [] : [...htmlParagraphs(text), ''];
  });
  return [{ page: null, headed: true, lines: lines.slice(0, -1) }];
}

function unescaped(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
