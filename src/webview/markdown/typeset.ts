import { lazy } from '../shared/lazy.ts';

/** Draws a formula into an element; throws where it is none. */
export type Typeset = (tex: string, display: boolean, into: HTMLElement) => void;

/** Loaded with the first formula. */
const typesetter = lazy<Typeset>(async () => (await import('./mathml.ts')).typeset);

/** Puts formulas in place of their sources, which are what is seen until then, and where a formula is wrong. */
export function typesetFormulas(nodes: readonly ChildNode[]): void {
  const formulas = nodes.flatMap((node) => (node instanceof HTMLElement ? [...(node.matches('.math') ? [node] : []), ...node.querySelectorAll<HTMLElement>('.math')] : []));
  if (formulas.length === 0) return;
  const { value } = typesetter;
  if (value) for (const formula of formulas) fill(formula, value);
  else void typesetter.load().then((typeset) => formulas.forEach((formula) => fill(formula, typeset)));
}

function fill(formula: HTMLElement, typeset: Typeset): void {
  const { tex = '', source = '' } = formula.dataset;
  const drawn = document.createElement('span');
  try {
    typeset(tex, formula.classList.contains('display'), drawn);
  } catch {
    // It stays as it was written: whoever reads it can tell more from that than from an error.
    formula.classList.add('wrong');
    return;
  }
  formula.title = source;
  formula.replaceChildren(...drawn.childNodes);
}
