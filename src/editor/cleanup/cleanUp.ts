import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Cleaned, CleanUp } from '../../core/cleanup/cleanUp.ts';
import { planFor, type Plan, type Remain, type RemainKind } from '../../core/cleanup/remain.ts';
import { assistantCount, threadCount, vectorStoreCount } from '../../core/text/counts.ts';
import { fileCount } from '../../core/text/fileCount.ts';
import { fileSize } from '../../core/text/fileSize.ts';
import { ageOf } from './age.ts';

interface Kind {
  readonly icon: string;
  /** What stands above them. */
  readonly heading: string;
  readonly count: (count: number) => string;
}

const KINDS: Readonly<Record<RemainKind, Kind>> = {
  store: { icon: 'database', heading: t('Vector stores'), count: vectorStoreCount },
  file: { icon: 'file', heading: t('Files'), count: fileCount },
  assistant: { icon: 'mortar-board', heading: t('Assistants'), count: assistantCount },
  thread: { icon: 'comment-discussion', heading: t('Threads'), count: threadCount },
  index: { icon: 'book', heading: t('Indexes of other folders'), count: (count) => (count === 1 ? t('1 index of another folder') : t('{0} indexes of other folders', count)) },
  stray: { icon: 'question', heading: t('Leftovers on the disk'), count: (count) => (count === 1 ? t('1 leftover on the disk') : t('{0} leftovers on the disk', count)) },
};
const ORPHANS: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('filter'), tooltip: t('Choose Orphans: What Nothing Refers To') };
const ALL: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('check-all'), tooltip: t('Choose All') };
const NONE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('clear-all'), tooltip: t('Choose None') };

type Row = vscode.QuickPickItem & { readonly remain: Remain | null };

/** Shows what was made on this machine, with its size and its age, and deletes what the user chooses of it. @param done is called when some of it is gone */
export async function cleanUp(remains: CleanUp, done: () => void): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  for (;;) {
    const all = await vscode.window.withProgress({ location, title: t('Docent: looking for what can be cleaned up') }, () => remains.look());
    if (all.length === 0) return void vscode.window.showInformationMessage(t('There is nothing to clean up: no stores, files, assistants or threads.'));
    const chosen = await choose(all);
    if (chosen.length === 0) return;
    const agreed = await confirm(planFor(chosen, all));
    if (!agreed) continue;
    const cleaned = await remove(remains, agreed);
    done();
    if (!(await tell(cleaned))) return;
  }
}

/** @returns none where the user goes back */
async function choose(all: readonly Remain[]): Promise<readonly Remain[]> {
  const picker = vscode.window.createQuickPick<Row>();
  const rows = all.map(rowOf);
  const real = rows.filter(({ remain }) => remain !== null);
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.ignoreFocusOut = true;
  picker.items = withHeadings(rows);
  picker.buttons = [ORPHANS, ALL, NONE];
  picker.placeholder = t('What is to be deleted? You are asked once more.');
  const say = () => {
    const { length } = picker.selectedItems;
    const bytes = picker.selectedItems.reduce((sum, { remain }) => sum + (remain?.bytes ?? 0), 0);
    picker.title = length === 0 ? t('Clean Up: {0}, {1}', counted(all), fileSize(all.reduce((sum, remain) => sum + remain.bytes, 0))) : t('Clean Up: {0} of {1} chosen, {2}', length, all.length, fileSize(bytes));
  };
  say();
  return new Promise<readonly Remain[]>((resolve) => {
    picker.onDidChangeSelection(say);
    picker.onDidTriggerButton((button) => {
      picker.selectedItems = button === NONE ? [] : button === ALL ? real : real.filter(({ remain }) => remain?.orphan !== null);
      say();
    });
    picker.onDidAccept(() => resolve(picker.selectedItems.flatMap(({ remain }) => remain ?? [])));
    picker.onDidHide(() => resolve([]));
    picker.show();
  }).finally(() => picker.dispose());
}

function rowOf(remain: Remain): Row {
  const { kind, name, bytes, createdAt, about, orphan } = remain;
  const facts = [bytes > 0 ? fileSize(bytes) : '', createdAt === null ? '' : ageOf(createdAt, Date.now()), about];
  return { remain, label: `$(${KINDS[kind].icon}) ${name}`, description: facts.filter(Boolean).join(' · '), ...(orphan !== null && { detail: t('$(circle-slash) Orphan: {0}', orphan) }) };
}

function withHeadings(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row, index) => {
    const kind = row.remain?.kind;
    if (!kind || rows[index - 1]?.remain?.kind === kind) return [row];
    const of = rows.filter(({ remain }) => remain?.kind === kind);
    const size = of.reduce((sum, { remain }) => sum + (remain?.bytes ?? 0), 0);
    const heading: Row = { remain: null, label: `${KINDS[kind].heading}${size > 0 ? `: ${fileSize(size)}` : ''}`, kind: vscode.QuickPickItemKind.Separator };
    return [heading, row];
  });
}

/** The dry run: what, and how much. @returns what is to be deleted; null where the user goes back */
async function confirm({ remains, bytes, left }: Plan): Promise<readonly Remain[] | null> {
  const [yes, withFiles] = [t('Delete'), t('Delete With Their Files')];
  const counts = counted(remains);
  const more = left.reduce((sum, remain) => sum + remain.bytes, 0);
  const detail = [
    t('{0} are freed.', fileSize(bytes)),
    remains.some(({ kind }) => kind === 'thread') ? t('Threads go with their answers, their charts and what code left.') : '',
    left.length > 0 ? t('{0} ({1}) of these stores would be left, and nothing would refer to them.', fileCount(left.length), fileSize(more)) : '',
    t('Your own files stay as they are.'),
  ];
  const message = t('Delete {0} for good?', counts);
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail: detail.filter(Boolean).join(' ') }, ...(left.length > 0 ? [withFiles, yes] : [yes]));
  if (answer === undefined) return null;
  return answer === withFiles ? [...remains, ...left] : remains;
}

/** `2 vector stores, 1 file` */
function counted(remains: readonly Remain[]): string {
  const kinds = [...Map.groupBy(remains, ({ kind }) => kind)];
  return kinds.map(([kind, { length }]) => KINDS[kind].count(length)).join(', ');
}

async function remove(remains: CleanUp, chosen: readonly Remain[]): Promise<Cleaned> {
  const options = { location: vscode.ProgressLocation.Notification, title: t('Cleaning up'), cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let before = 0;
    const onProgress = (done: number, total: number, name: string) => {
      progress.report({ message: t('{0} of {1} {2}', done, total, name), increment: (100 * (done - before)) / total });
      before = done;
    };
    return remains.delete(chosen, { signal: abort.signal, onProgress });
  });
}

/** What is gone, and what is not, and why. @returns whether the user wants to see what is left */
async function tell({ deleted, failed, left }: Cleaned): Promise<boolean> {
  const bytes = fileSize(deleted.reduce((sum, remain) => sum + remain.bytes, 0));
  const gone = deleted.length === 0 ? t('Nothing was deleted.') : t('Deleted: {0}, {1}.', counted(deleted), bytes);
  const [first] = failed;
  if (!first && left.length === 0) {
    void vscode.window.showInformationMessage(gone);
    return false;
  }
  const rest = [
    first ? notDeleted(failed.length, first.remain.name, first.reason) : '',
    left.length > 0 ? t('Stopped before {0}.', counted(left)) : '',
  ];
  const show = t('Show What Is Left');
  return (await vscode.window.showWarningMessage(`${gone} ${rest.filter(Boolean).join(' ')}`, show)) === show;
}

function notDeleted(count: number, name: string, reason: string): string {
  return count === 1 ? t('Not deleted: {0}: {1}', name, reason) : t('Not deleted: {0} things, first {1}: {2}', count, name, reason);
}
