import { posix } from 'node:path';
import { t } from '@vscode/l10n';
import { htmlParagraphs } from './html.ts';
import { Unfit, type Section } from './kind.ts';
import { attribute, required } from './office.ts';
import { decoded } from './officeXml.ts';
import type { Zip } from './zip.ts';

/** A book: its chapters in their order. */
export function epub(zip: Zip): readonly Section[] {
  const place = attribute(/<rootfile\b[^<>]*>/.exec(required(zip, 'META-INF/container.xml'))?.[0] ?? '', 'full-path') ?? '';
  const book = required(zip, place);
  const items = new Map(Array.from(book.matchAll(/<(?:opf:)?item\b[^<>]*>/g), ([tag]) => [attribute(tag, 'id'), attribute(tag, 'href')]));
  const chapters = Array.from(book.matchAll(/<(?:opf:)?itemref\b[^<>]*>/g), ([tag]) => items.get(attribute(tag, 'idref')));
  const locked = new Set(Array.from((zip.text('META-INF/encryption.xml') ?? '').matchAll(/<(?:\w+:)?CipherReference\b[^<>]*>/g), ([tag]) => unescaped(decoded(attribute(tag, 'URI') ?? ''))));
  const lines = chapters.flatMap((href) => {
    const name = href === undefined ? '' : posix.join(posix.dirname(place), unescaped(decoded(href)));
    // In others it is the fonts alone that may not be copied.
    if (locked.has(name)) throw new Unfit(t('is protected against copying'));
    const text = zip.text(name);
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
