import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../../scripts/paths.ts';
import type { Page } from '../../vscode-host/scripts/browser.ts';

export type Messages = Readonly<Record<string, string>>;

const messagesIn = (file: string): Messages => JSON.parse(readFileSync(path.join(ROOT, 'l10n', file), 'utf8')) as Messages;

/** So much longer than in English texts may be in other languages, by words that can't be broken. */
const [LONGER, LONGEST_WORD] = [0.4, 14];

/** Each message in brackets, and longer; what is put into it stands outside of them. */
export function pseudoMessages(): Messages {
  const pseudo = (message: string) => {
    const more = '~'.repeat(Math.ceil(message.length * LONGER)).match(new RegExp(`.{1,${LONGEST_WORD}}`, 'g')) ?? [];
    return `${message}${more.join(' ')}`.split(/(\{\d\})/).map((piece, index) => (index % 2 === 0 && piece !== '' ? `⟦${piece}⟧` : piece)).join('');
  };
  const messages = Object.keys(messagesIn('bundle.l10n.json')).map((message) => [message, pseudo(message)] as const);
  // The language's tag is no text.
  return { ...Object.fromEntries(messages), en: 'en' };
}

/** Before a page is loaded: gives it the messages of a language as the editor does, and keeps what the view is told. */
export async function speak(page: Page, messages: Messages, language: string): Promise<void> {
  await page.addInitScript(
    ({ content, lang }) => {
      const told: unknown[] = [];
      Reflect.set(window, 'told', told);
      window.addEventListener('message', ({ data }) => told.push(data));
      // The page is read, and its scripts have not begun.
      document.addEventListener('readystatechange', () => {
        if (document.readyState !== 'interactive') return;
        const element = document.createElement('script');
        Object.assign(element, { type: 'application/json', id: 'messages', textContent: content });
        document.body.append(element);
        document.documentElement.lang = lang;
      });
    },
    { content: JSON.stringify(messages), lang: language },
  );
}

/** They are called so in every language. */
const NAMES = ['Docent', 'PNG', 'SVG', 'Vega', 'Lite', 'mermaid', 'python', 'UTF', 'DOS', 'Mac', 'Roman', 'AM', 'PM', 'KB', 'MB', 'GB', 'str'];

/** What users read in a page of pseudo messages that is neither one of them nor what the view was told. */
export function unsaid(page: Page): Promise<readonly string[]> {
  return page.evaluate(({ names, ours }) => {
    const OURS = new RegExp(ours);
    const wordsOf = (text: string): readonly string[] => text.match(/\p{L}{2,}/gu) ?? [];
    const known = new Set(names);
    for (const { value } of document.querySelectorAll('textarea')) wordsOf(value).forEach((word) => known.add(word));
    const learn = (value: unknown, name: string): void => {
      if (typeof value === 'string' && !(OURS.test(name) && /^[a-z_]+$/.test(value))) wordsOf(value).forEach((word) => known.add(word));
      else if (typeof value === 'object' && value !== null) for (const [key, each] of Object.entries(value)) learn(each, Array.isArray(value) ? name : key);
    };
    learn(Reflect.get(window, 'told'), '');
    const found = new Set<string>();
    const look = (place: string, text: string | null) => {
      const rest = (text ?? '').replace(/⟦[^⟧]*⟧/g, ' ');
      if (wordsOf(rest).some((word) => !known.has(word))) found.add(`${place}: ${text?.trim()}`);
    };
    for (const element of document.body.querySelectorAll('*')) {
      // What is drawn comes from files, formulas and charts; it is read by its name alone.
      if (element.closest('script, style, math, [role=img] *')) continue;
      for (const name of ['title', 'alt', 'placeholder', 'aria-label', 'aria-description', 'aria-valuetext']) look(`${name} of ${element.tagName}`, element.getAttribute(name));
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(`<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}">`, node.textContent);
    }
    return [...found];
  }, { names: NAMES, ours: '^(kind|type|status|role|action|by|chart)$' });
}
