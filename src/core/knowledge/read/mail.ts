import { t } from '@vscode/l10n';
import { MEGABYTE, Unfit, type DocumentKind } from './kind.ts';
import { linesOf } from './lines.ts';

/** Above this it is what is attached, which is not read. */
const MAX_BYTES = 50 * MEGABYTE;
/** Mail begins with a header; what has none is something else. */
const HEADER = /^(?:[\w-]+:.*\r?\n|From .*\r?\n)/;

/** A message: who wrote it to whom and when, its text, and the names of what is attached. */
export const mail: DocumentKind = {
  maxBytes: MAX_BYTES,
  readBytes: MAX_BYTES,
  check(head) {
    if (!HEADER.test(head.toString('latin1'))) throw new Unfit(t('is not a message, whatever its name says'));
  },
  async extract(bytes) {
    // Loaded here because they are seldom needed.
    const [{ default: PostalMime }, { htmlParagraphs }] = await Promise.all([import('postal-mime'), import('./html.ts')]);
    const message = await PostalMime.parse(bytes).catch((cause: unknown) => {
      throw new Unfit(t('is a damaged message'), { cause });
    });
    const people = (some: readonly { readonly name?: string; readonly address?: string }[] | undefined) =>
      (some ?? []).map(({ name, address }) => [name, address && `<${address}>`].filter(Boolean).join(' ')).join(', ');
    const header = [
      ['From', people(message.from && [message.from])],
      ['To', people(message.to)],
      ['Cc', people(message.cc)],
      ['Date', message.date ?? ''],
      ['Subject', message.subject ?? ''],
    ].filter(([, value]) => value);
    const body = message.text?.trim() ? linesOf(message.text) : htmlParagraphs(message.html ?? '');
    const attached = message.attachments.flatMap(({ filename }) => (filename ? [`Attached: ${filename}`] : []));
    return [{ page: null, lines: [...header.map(([name, value]) => `${name}: ${value}`), '', ...body, ...(attached.length > 0 ? [''] : []), ...attached] }];
  },
};
