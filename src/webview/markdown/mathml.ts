import DOMPurify from 'dompurify';
import temml from 'temml';

/** The largest lengths that a formula may ask for, in em and in points: none is to cover the view. */
const MAX_SIZE: [number, number] = [20, 200];
/** How often macros may be replaced in one formula. */
const MAX_EXPAND = 500;

/** Draws a formula as MathML; throws where it can't be read, or where it wants more than to be seen. */
export function typeset(tex: string, display: boolean, into: HTMLElement): void {
  const drawn = document.createElement('span');
  temml.render(tex, drawn, { displayMode: display, throwOnError: true, trust: false, maxSize: MAX_SIZE, maxExpand: MAX_EXPAND });
  // It has nothing but elements of MathML, which link to nothing; that is made sure of here.
  into.append(
    DOMPurify.sanitize(drawn, {
      USE_PROFILES: { html: true, mathMl: true },
      FORBID_TAGS: ['a', 'img', 'style', 'form', 'input', 'button'],
      FORBID_ATTR: ['href', 'src', 'id', 'name'],
      RETURN_DOM_FRAGMENT: true,
    }),
  );
}
