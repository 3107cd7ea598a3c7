import DOMPurify, { type Config } from 'dompurify';

const OURS: Config = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['style', 'form', 'input', 'img'],
  FORBID_ATTR: ['style', 'id', 'name'],
};
/** What is not ours must not look like ours either. */
const FOREIGN: Config = {
  ...OURS,
  FORBID_TAGS: [...(OURS.FORBID_TAGS ?? []), 'button', 'select', 'textarea', 'dialog'],
  FORBID_ATTR: [...(OURS.FORBID_ATTR ?? []), 'class'],
};

/** Untrusted HTML as safe HTML. */
export const safeHtml = (html: string): string => DOMPurify.sanitize(html, FOREIGN);

/** The safe nodes of pieces of HTML that was made from Markdown, for each piece; all are gone over at once, since each time has its price. */
export function safeNodes(pieces: readonly string[]): readonly (readonly ChildNode[])[] {
  if (pieces.length === 0) return [];
  const fragment = DOMPurify.sanitize(pieces.map((html) => `<div>${html}</div>`).join(''), { ...OURS, RETURN_DOM_FRAGMENT: true });
  return [...fragment.children].map(({ childNodes }) => [...childNodes]);
}
