// The lint rule `messages/told`: what the editor and the engine tell users is a message, so that it can be said in their language.
import { textsIn } from './rule.js';

/** What users read of the things that VS Code shows. */
const SHOWN = new Set(['label', 'description', 'detail', 'tooltip', 'title', 'placeHolder', 'placeholder', 'prompt', 'openLabel', 'documentation']);
/** What is told, by errors and while one waits. */
const TOLD = new Set(['message', 'reason', 'notice']);
const CALLS = new Set(['showInformationMessage', 'showWarningMessage', 'showErrorMessage', 'setStatusBarMessage']);
/** Which of its arguments an error has its sentence in. */
const ERRORS = new Map([['DocentError', 1], ['Unfit', 0], ['Unsupported', 0], ['ContextExceeded', 0], ['ResponsesOnly', 0], ['BadCall', 0], ['TreeItem', 0]]);
/** Words between blanks, or one with a capital; a file's ending, an icon, a sign need no translator. */
const WORDS = /\p{L}{2}\s|\s\p{L}{2}|^\p{Lu}\p{Ll}+$/u;
const ICON = /\$\([\w~-]+\)/g;
/** They are called so in every language. */
const NAMES = /\b(?:Docent|Python|Parquet|Azure OpenAI|VS Code|LM Studio|Ollama|OLLAMA_HOST|WSL|ssh -N|setx)\b/g;

/** @type {import('eslint').Rule.RuleModule} */
export const told = {
  meta: { type: 'problem', schema: [{ enum: ['shown', 'told'] }] },
  create(context) {
    // The engine's definitions of tools have titles and descriptions that models read.
    const read = context.options[0] === 'shown' ? new Set([...SHOWN, ...TOLD]) : TOLD;
    const check = (node) => {
      for (const { node: part, text } of textsIn(node)) {
        const words = text.replace(ICON, '').trim();
        if (WORDS.test(words.replace(NAMES, '').trim())) context.report({ node: part, message: `Say “${words}” by t().` });
      }
    };
    return {
      Property: ({ key, value }) => read.has(key.name) && check(value),
      VariableDeclarator: ({ id, init }) => init && read.has(id.name) && check(init),
      AssignmentExpression: ({ left, right }) => left.type === 'MemberExpression' && read.has(left.property.name) && check(right),
      CallExpression: ({ callee, arguments: given }) => callee.type === 'MemberExpression' && CALLS.has(callee.property.name) && given.forEach(check),
      NewExpression({ callee, arguments: given }) {
        const sentence = given[ERRORS.get(callee.name ?? callee.property?.name)];
        if (sentence) check(sentence);
      },
    };
  },
};
