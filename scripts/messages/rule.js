// The lint rule `messages/said`: what users read in a view is a message, so that it can be said in their language.

/** The properties of elements and components that users read or hear. */
const READ = new Set(['title', 'alt', 'placeholder', 'label', 'aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'message']);
/** Two letters make a word; the unit of a figure and a lone sign need no translator. */
const WORD = /\p{L}{2}/u;
/** They are called so in every language. */
const NAMES = new Set(['Docent', 'PNG', 'SVG', 'Vega-Lite', 'mermaid']);

/** @type {import('eslint').Rule.RuleModule} */
export const said = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node) => {
      for (const { node: part, text } of textsIn(node)) if (WORD.test(text) && !NAMES.has(text.trim())) context.report({ node: part, message: `Say “${text.trim()}” by t().` });
    };
    return {
      JSXText: check,
      JSXAttribute: ({ name, value }) => READ.has(name.name) && value && check(value),
      ':matches(JSXElement, JSXFragment) > JSXExpressionContainer': check,
    };
  },
};

/** The texts that an expression may be; what a call is given or a comparison looks at is none. */
export function textsIn(node) {
  switch (node.type) {
    case 'JSXText':
      return [{ node, text: node.value }];
    case 'Literal':
      return [{ node, text: typeof node.value === 'string' ? node.value : '' }];
    case 'TemplateLiteral':
      return [...node.quasis.map((part) => ({ node, text: part.value.cooked })), ...node.expressions.flatMap(textsIn)];
    case 'JSXExpressionContainer':
      return textsIn(node.expression);
    case 'ConditionalExpression':
      return [node.consequent, node.alternate].flatMap(textsIn);
    case 'LogicalExpression':
      return [node.left, node.right].flatMap(textsIn);
    case 'BinaryExpression':
      return node.operator === '+' ? [node.left, node.right].flatMap(textsIn) : [];
    default:
      return [];
  }
}
