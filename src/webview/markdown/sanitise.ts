import DOMPurify, { type Config } from 'dompurify';
import { idRules, safeDeclarations, styleText } from '../../core/text/safeStyle.ts';

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

/** Where what an element may have of style stands until it is in the page; its own attribute the view's rules for content refuse. */
const STYLE = 'data-style';

/** Untrusted HTML as safe HTML, whose colours {@link applyStyles} gives it once it is in the page. */
export function safeHtml(html: string): string {
  if (!/style/i.test(html)) return DOMPurify.sanitize(html, FOREIGN);
  const page = new DOMParser().parseFromString(html, 'text/html');
  const rules = idRules(html);
  for (const element of page.body.querySelectorAll('*')) {
    const kept = styleText([...(rules.get(element.id) ?? []), ...safeDeclarations(element.getAttribute('style') ?? '')]);
    element.removeAttribute(STYLE);
    if (kept) element.setAttribute(STYLE, kept);
  }
  return DOMPurify.sanitize(page.body.innerHTML, FOREIGN);
}

/** Gives elements their colours; what is written on a ground of its own can be read there, whatever the theme's ink. */
export function applyStyles(root: Element): void {
  for (const element of root.querySelectorAll<HTMLElement>(`[${STYLE}]`)) {
    for (const [property, value] of safeDeclarations(element.getAttribute(STYLE) ?? '')) element.style.setProperty(property, value);
    element.removeAttribute(STYLE);
    if (element.style.backgroundColor && !element.style.color) element.style.color = inkOn(getComputedStyle(element).backgroundColor);
  }
}

/** Black or white, whichever stands out; '' where the ground is hardly there. */
function inkOn(ground: string): string {
  const [red = 0, green = 0, blue = 0, alpha = 1] = ground.match(/[\d.]+/g)?.map(Number) ?? [];
  if (alpha < 0.5) return '';
  // As bright as the eye takes it; above the middle black is read better.
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? '#000000' : '#ffffff';
}

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
