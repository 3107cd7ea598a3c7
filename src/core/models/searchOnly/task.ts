import type { Attachment, ContentPart, Item } from '../../types/item.ts';
import { messageText } from '../../types/item.ts';
import { tableKind } from '../../text/tableName.ts';
import type { ShippedOperation } from '../../types/shipped.ts';

export type Selection = Extract<ContentPart, { type: 'selection' }>;

/** What a message asks of search only. */
export type Task =
  /** `others` are files along with them that are no tables. */
  | { readonly kind: 'profile'; readonly tables: readonly Attachment[]; readonly others: readonly Attachment[] }
  /** A further question about tables. `isAllAbout`: the thread is about them, and a question that they can't answer is no search. */
  | { readonly kind: 'ask'; readonly tables: readonly Attachment[]; readonly question: string; readonly isAllAbout: boolean }
  /** Pieces of code in their order, such as the cells of a notebook. */
  | { readonly kind: 'run'; readonly codes: readonly string[] }
  /** `selection` is what related passages are looked for, and not quoted itself. */
  | { readonly kind: 'search'; readonly query: string; readonly selection: Selection | null }
  /** A greeting, or nothing that could be looked up. */
  | { readonly kind: 'greet' };

export type ToolCall =
  | { readonly tool: 'code_interpreter'; readonly args: { readonly code: string } | ShippedOperation }
  | { readonly tool: 'file_search'; readonly args: { readonly query: string } };

const GREETING =
  /^(hi|hello|hey|hallo|howdy|good (morning|afternoon|evening|day)|thanks?|thank you|cheers|ok(ay)?|bye|goodbye|test|ping|help|\?)( (there|docent|all|everyone|very much|a lot))*$/i;
/** What people say about code rather than what the code is about; such words would find the wrong files. */
const ABOUT_CODE = /\b(analy[sz]e|explain|describe|review|summari[sz]e|show|this|that|the|code|selection|selected|function|please)\b/gi;
/** Names; shorter ones (`err`, `i`) are in every file. */
const IDENTIFIER = /[\p{L}_$][\p{L}\p{N}_$]{3,}/gu;
/** `discountTable`, `retry_count`: such a name tells more than a word does. */
const COMPOUND = /\p{Ll}\p{Lu}|._./u;
const COMPOUND_WORTH = 3;
/** Keywords of the usual languages: they are in every file. */
const KEYWORDS = new Set(
  `abstract async await bool boolean break byte case catch char class const continue default defer define double elif else end
  endif enum except export extends extern false final finally float for foreach from func function goto if implements import
  include int interface lambda let long map match mod module mut namespace new nil none not null number object override package
  pass private protected pub public raise range readonly return select self short signed sizeof static std string struct super
  switch template then this throw throws trait true try type typedef typeof undefined union unsigned use using val var virtual
  void volatile when where while with yield`.split(/\s+/),
);
/** Enough to tell what code is about; the search takes some dozens of words. */
const MAX_IDENTIFIERS = 24;

/** What a question wants: a profile of its tables, its code run, an answer of a table, a search, or a greeting back. */
export function taskOf(question: Item | undefined): Task {
  if (question?.type !== 'message') return { kind: 'greet' };
  // What was given along to be searched is for the question.
  const files = question.content.flatMap((part) => (part.type === 'file' && part.file.tools.includes('code_interpreter') ? [part.file] : []));
  if (files.length > 0) {
    const tables = files.filter((file) => tableKind(file.name) !== 'none');
    return { kind: 'profile', tables, others: files.filter((file) => !tables.includes(file)) };
  }
  const text = messageText(question).trim();
  const selections = question.content.filter((part) => part.type === 'selection');
  const codes = selections.filter(({ language }) => language === 'python').map((part) => part.text);
  if (codes.length > 0) return { kind: 'run', codes };
  const [selection] = selections;
  if (selection) return { kind: 'search', query: relatedQuery(selection, text), selection };
  const isEmpty = !/[\p{L}\p{N}]/u.test(text) || GREETING.test(text.replace(/[\s!.,]+/g, ' ').trim());
  return isEmpty ? { kind: 'greet' } : { kind: 'search', query: text, selection: null };
}

/** More tables are not asked at once: each is read anew. */
const MAX_ASKED = 3;
/** Words by which a table is asked, whatever else a thread is about. */
const ASKS_A_TABLE = /\b(top|bottom|total|sum|averages?|mean|median|count|how many|how much|number of|trend|per|by|rows?|columns?|distinct|share|percent(age)?|contains|starts with|missing|most|least|highest|lowest|largest|smallest|max(imum)?|min(imum)?|filter)\b/i;

/** What the question at this place asks, seen in its thread: what follows on tables is asked of them. */
export function taskIn(items: readonly Item[], place: number): Task {
  const task = taskOf(items[place]);
  if (task.kind !== 'search' || task.selection) return task;
  const above = items.slice(0, place).map(taskOf).filter((each) => each.kind === 'profile' && each.tables.length > 0);
  const newest = above.at(-1);
  if (newest?.kind !== 'profile') return task;
  const isAllAbout = taskOf(items.find((item) => item.type === 'message' && item.role === 'user')).kind === 'profile';
  if (!isAllAbout && !ASKS_A_TABLE.test(task.query)) return task;
  return { kind: 'ask', tables: newest.tables.slice(0, MAX_ASKED), question: task.query, isAllAbout };
}

/** The calls by which a task is done, in their order; none for a greeting. */
export function toolCalls(task: Task): readonly ToolCall[] {
  switch (task.kind) {
    case 'profile':
      return task.tables.map((file) => ({ tool: 'code_interpreter', args: { operation: 'profile', file: file.name } }));
    case 'ask':
      return task.tables.map((file) => ({ tool: 'code_interpreter', args: { operation: 'ask', file: file.name, question: task.question } }));
    case 'run':
      return task.codes.map((code) => ({ tool: 'code_interpreter', args: { code } }));
    case 'search':
      return [{ tool: 'file_search', args: { query: task.query } }];
    case 'greet':
      return [];
  }
}

/** The names that tell most of the selected code, and what the message says besides. */
function relatedQuery(selection: Selection, text: string): string {
  const counts = new Map<string, number>();
  for (const [name] of selection.text.matchAll(IDENTIFIER)) {
    const worth = COMPOUND.test(name) ? COMPOUND_WORTH : 1;
    if (!KEYWORDS.has(name.toLowerCase())) counts.set(name, (counts.get(name) ?? 0) + worth);
  }
  const names = [...counts].toSorted(([, a], [, b]) => b - a).slice(0, MAX_IDENTIFIERS);
  const words = text.replace(ABOUT_CODE, ' ').match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...names.map(([name]) => name), ...words].join(' ') || selection.path;
}
