import DOMPurify, { type Config } from 'dompurify';

/** What would load something as soon as it is shown, or send something. The view's rules for content refuse that too; no single layer is relied on. */
const LOADING = ['src', 'srcset', 'poster', 'background', 'data', 'lowsrc', 'dynsrc', 'longdesc', 'cite', 'ping', 'action', 'formaction', 'usemap', 'codebase', 'archive', 'profile', 'manifest'];

const OURS: Config = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ['style', 'form', 'input', 'img', 'audio', 'video', 'source', 'track', 'picture', 'map', 'area'],
  FORBID_ATTR: [...LOADING, 'style', 'id', 'name'],
};
/** What is not ours must not look like ours either. */
const FOREIGN: Config = {
  ...OURS,
  FORBID_TAGS: [...(OURS.FORBID_TAGS ?? []), 'button', 'select', 'textarea', 'dialog'],
  FORBID_ATTR: [...(OURS.FORBID_ATTR ?? []), 'class'],
};

/** Untrusted HTML as safe HTML. */
export const safeHtml = (html: string): string => DOMPurify.sanitize(html, FOREIGN);

/** The mark of a chart that docent_profile drew. Whoever else sets it gets the same: a drawing without scripts, styles, links and pictures. */
const DRAWING = /^<svg [^>]*\bdata-docent="chart"/;
const DRAWN: Config = {
  USE_PROFILES: { svg: true },
  FORBID_TAGS: ['style', 'title', 'a', 'image', 'use', 'animate', 'foreignObject'],
  FORBID_CONTENTS: ['style', 'script', 'title'],
  FORBID_ATTR: ['style', 'class', 'id', 'href', 'xlink:href', 'role', 'filter', 'mask'],
};

/** A drawing of Docent's own as safe SVG, whose place says what it is of; null for another picture. */
export const safeDrawing = (svg: string): string | null =>
  DRAWING.test(svg) ? DOMPurify.sanitize(svg, DRAWN).replace('<svg ', '<svg aria-hidden="true" ') : null;

/** The safe nodes of pieces of HTML that was made from Markdown, for each piece; all are gone over at once, since each time has its price. */
export function safeNodes(pieces: readonly string[]): readonly (readonly ChildNode[])[] {
  if (pieces.length === 0) return [];
  const fragment = DOMPurify.sanitize(pieces.map((html) => `<div>${html}</div>`).join(''), { ...OURS, RETURN_DOM_FRAGMENT: true });
  return [...fragment.children].map(({ childNodes }) => [...childNodes]);
}
