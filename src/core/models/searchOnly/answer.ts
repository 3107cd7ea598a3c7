import { t } from '@vscode/l10n';
import type { Advice } from '../../types/advice.ts';
import { NOT_RUN, type Attachment, type CallBody, type CodeInterpreterCall, type FileSearchCall, type Item } from '../../types/item.ts';
import { fileSize } from '../../text/fileSize.ts';
import { tableKind } from '../../text/tableName.ts';
import { isAnswered, printed, problems, runReport } from './codeReport.ts';
import { inline, withoutMarkers } from './markdown.ts';
import { bestPassages, passageMarkdown } from './passages.ts';
import type { Task } from './task.ts';

/** More than this nobody reads at a glance. In bytes. */
const LONG_TEXT = 200_000;

/** The answer in the pieces in which it is streamed, with what the task's calls have brought. */
export function answer(task: Task, calls: readonly Item<CallBody>[], advice: Advice): Iterable<string> {
  const setUp = advice.setUpModel(null);
  switch (task.kind) {
    case 'profile':
      return paragraphs(profileReport(task, calls.filter(isCode), advice));
    case 'ask':
      return paragraphs(calls.some(isSearch) ? searchReport({ selection: null }, calls.filter(isSearch), advice) : askReport(task, calls.filter(isCode), setUp));
    case 'run':
      return paragraphs(codeReport(calls.filter(isCode)), t('No language model is set, so the code was run, not explained. {0}', setUp));
    case 'search':
      return paragraphs(searchReport(task, calls.filter(isSearch), advice));
    case 'greet':
      return paragraphs([
        advice.greeting,
        t('No language model is set, so there is nobody to chat with. {0}', setUp),
      ]);
  }
}

function* paragraphs(texts: Iterable<string>, last?: string): Iterable<string> {
  let between = '';
  for (const text of last ? [...texts, last] : texts) {
    yield between + text;
    between = '\n\n';
  }
}

function* profileReport(
  { tables, others }: Extract<Task, { kind: 'profile' }>,
  calls: readonly CodeInterpreterCall[],
  { setUpModel }: Advice,
): Iterable<string> {
  for (const [index, call] of calls.entries()) {
    const findings = withoutMarkers(printed(call).trim());
    const trouble = problems(call).join(' ');
    const file = tables[index];
    if (findings) yield findings;
    else yield t('{0} could not be profiled. {1}', inline(file?.name ?? t('The file')), trouble).trim();
    const isTable = call.outputs.some(({ type }) => type === 'table');
    if (!isTable && file && file.bytes > LONG_TEXT && tableKind(file.name) === 'perhaps') yield partsOf(file);
    if (findings && trouble) yield trouble;
  }
  if (others.length > 0) {
    const names = others.map((file) => inline(file.name)).join(', ');
    if (tables.length === 0) yield* others.filter(({ bytes }) => bytes > LONG_TEXT).map(partsOf);
    yield t('Without a language model only tables can be analyzed (CSV, TSV, JSON, JSON lines); left aside: {0}.', names);
  }
  if (calls.some((call) => printed(call).trim())) yield t('No language model is set, so this is a fixed profile of the data. {0}', setUpModel('askAboutData'));
  else yield setUpModel(null);
}

/** What came of each piece of code, and which pieces were not run because one before them failed. */
function* codeReport(calls: readonly CodeInterpreterCall[]): Iterable<string> {
  const ran = calls.filter(({ error }) => error?.code !== NOT_RUN.code);
  for (const [place, call] of ran.entries()) yield runReport(call, calls.length > 1 ? t('Cell {0}', place + 1) : t('The selected code'));
  const [failed, last] = [ran.length, calls.length];
  if (failed === last) return;
  yield failed + 1 === last
    ? t('Cell {0} was not run, since what comes after a cell that failed builds on it. Mend cell {1}, then run all cells.', last, failed)
    : t('Cells {0} to {1} were not run, since what comes after a cell that failed builds on it. Mend cell {2}, then run all cells.', failed + 1, last, failed);
}

/** What the tables say; where some answer, those that can't say nothing. */
function* askReport({ tables }: Extract<Task, { kind: 'ask' }>, calls: readonly CodeInterpreterCall[], setUp: string): Iterable<string> {
  const answers = calls.flatMap((call, index) => [{ call, name: tables[index]?.name ?? '' }]);
  const said = answers.filter(({ call }) => isAnswered(call));
  for (const { call, name } of said.length > 0 ? said : answers) {
    const text = [withoutMarkers(printed(call).trim()), ...problems(call)].filter(Boolean).join(' ');
    yield tables.length > 1 ? `${inline(name)}: ${text}` : text;
  }
  if (said.length === 0) yield setUp;
}

/** What can be done with a text that is no table. */
function partsOf({ name, bytes }: Attachment): string {
  return t('{0} has {1}. Without a language model nobody reads it as a whole: select the lines that matter and choose Analyze Selection, or index the workspace and ask for words of it.', inline(name), fileSize(bytes));
}

function* searchReport(
  { selection }: Pick<Extract<Task, { kind: 'search' }>, 'selection'>,
  calls: readonly FileSearchCall[],
  { addFiles, notSearched, setUpModel }: Advice,
): Iterable<string> {
  const error = calls.find((call) => call.error)?.error;
  if (error) {
    yield notSearched(withoutMarkers(error.message));
    return;
  }
  const note = calls.find((call) => call.note)?.note;
  const passages = bestPassages(calls.flatMap((call) => call.results ?? []), selection);
  if (passages.length === 0) {
    if (note) yield selection ? t('Nothing else in the index is related to this code so far. {0}', note) : t('Nothing in the index fits these words so far. {0}', note);
    else if (selection) yield t('Nothing else in the index is related to this code: try other words, or, if files are missing, {0}. No language model is set. {1}', addFiles, setUpModel(null));
    else yield t('Nothing in the index fits these words: try other words, or, if files are missing, {0}. No language model is set. {1}', addFiles, setUpModel(null));
    return;
  }
  if (selection) yield t('Related to {0}:', inline(`${selection.path}:${selection.lines.start}`));
  yield* passages.map(passageMarkdown);
  if (note) yield note;
  yield t('No language model is set, so these are the passages that fit best, not a written answer. {0}', setUpModel(null));
}

function isCode(item: Item<CallBody>): item is Item<CodeInterpreterCall> {
  return item.type === 'code_interpreter_call';
}

function isSearch(item: Item<CallBody>): item is Item<FileSearchCall> {
  return item.type === 'file_search_call';
}
