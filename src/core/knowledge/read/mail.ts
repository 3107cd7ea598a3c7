import { t } from '@vscode/l10n';
import { MEGABYTE, Unfit, type DocumentKind, type Section } from './kind.ts';
import { linesOf } from './lines.ts';

/** Above this it is what is attached, which is not read. */
const MAX_BYTES = 50 * MEGABYTE;
/** Mail begins with a header; what has none is something else. */
const HEADER = /^(?:[\w-]+:.*\r?\n|From .*\r?\n)/;

const BEGINS = '\nFrom ';
const SUBJECT = 'Subject: ';

/** A message: who wrote it to whom and when, its text, and the names of what is attached. */
export const mail: DocumentKind = {
  maxBytes: MAX_BYTES,
  readBytes: MAX_BYTES,
  check(head) {
    if (!HEADER.test(head.toString('latin1'))) throw new Unfit(t('is not a message, whatever its name says'));
  },
  extract: async (bytes) => [{ page: null, lines: await linesOfMessage(bytes) }],
};

/** Messages one after the other, each found by its subject. */
export const mailbox: DocumentKind = {
  ...mail,
  async extract(bytes, stopped) {
    const sections: Section[] = [];
    for (const message of messagesIn(bytes)) {
      if (stopped()) break;
      const lines = await linesOfMessage(message).catch(() => null);
      const subject = lines?.find((line) => line.startsWith(SUBJECT))?.slice(SUBJECT.length);
      if (!lines) sections.push({ page: null, lines: [], lost: t('has messages that can’t be read') });
      else sections.push({ page: null, headed: true, lines: subject ? [`# ${subject}`, ...lines, ''] : [...lines, ''] });
    }
    return sections;
  },
};

/** A message begins behind an empty line, with a line of its own that says who sent it and when. */
function* messagesIn(bytes: Buffer): Generator<Buffer> {
  let from = 0;
  for (let at = bytes.indexOf(BEGINS, 0); at >= 0; at = bytes.indexOf(BEGINS, at + 1)) {
    const before = bytes.toString('latin1', Math.max(at - 2, 0), at);
    if (!before.endsWith('\n') && before !== '\n\r') continue;
    yield bytes.subarray(from, at + 1);
    from = at + 1;
  }
  yield bytes.subarray(from);
}

async function linesOfMessage(bytes: Buffer): Promise<readonly string[]> {
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
  return [...header.map(([name, value]) => `${name}: ${value}`), '', ...body, ...(attached.length > 0 ? [''] : []), ...attached];
}
