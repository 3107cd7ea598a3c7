import * as vscode from 'vscode';
import type { Cleaned, CleanUp } from '../../core/cleanup/cleanUp.ts';
import { planFor, type Plan, type Remain, type RemainKind } from '../../core/cleanup/remain.ts';
import { fileCount } from '../../core/text/fileCount.ts';
import { fileSize } from '../../core/text/fileSize.ts';
import { ageOf } from './age.ts';

/** One of a kind, several of it, and its icon. */
const KINDS: Readonly<Record<RemainKind, readonly [string, string, string]>> = {
  store: ['vector store', 'vector stores', 'database'],
  file: ['file', 'files', 'file'],
  assistant: ['assistant', 'assistants', 'mortar-board'],
  thread: ['thread', 'threads', 'comment-discussion'],
  index: ['index of another folder', 'indexes of other folders', 'book'],
  stray: ['leftover on the disk', 'leftovers on the disk', 'question'],
};
const ORPHANS: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('filter'), tooltip: 'Choose Orphans: What Nothing Refers To' };
const ALL: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('check-all'), tooltip: 'Choose All' };
const NONE: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('clear-all'), tooltip: 'Choose None' };

type Row = vscode.QuickPickItem & { readonly remain: Remain | null };

/** Shows what was made on this machine, with its size and its age, and deletes what the user chooses of it. @param done is called when some of it is gone */
export async function cleanUp(remains: CleanUp, done: () => void): Promise<void> {
  const location = vscode.ProgressLocation.Window;
  for (;;) {
    const all = await vscode.window.withProgress({ location, title: 'Docent: looking for what can be cleaned up' }, () => remains.look());
    if (all.length === 0) return void vscode.window.showInformationMessage('There is nothing to clean up: no stores, files, assistants or threads.');
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
  picker.placeholder = 'What is to be deleted? You are asked once more.';
  const say = () => {
    const { length } = picker.selectedItems;
    const bytes = picker.selectedItems.reduce((sum, { remain }) => sum + (remain?.bytes ?? 0), 0);
    picker.title = length === 0 ? `Clean Up: ${all.length} things, ${fileSize(all.reduce((sum, remain) => sum + remain.bytes, 0))}` : `Clean Up: ${length} of ${all.length} chosen, ${fileSize(bytes)}`;
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
  return { remain, label: `$(${KINDS[kind][2]}) ${name}`, description: facts.filter(Boolean).join(' · '), ...(orphan !== null && { detail: `$(circle-slash) Orphan: ${orphan}` }) };
}

function withHeadings(rows: readonly Row[]): readonly Row[] {
  return rows.flatMap((row, index) => {
    const kind = row.remain?.kind;
    if (!kind || rows[index - 1]?.remain?.kind === kind) return [row];
    const of = rows.filter(({ remain }) => remain?.kind === kind);
    const size = of.reduce((sum, { remain }) => sum + (remain?.bytes ?? 0), 0);
    const heading: Row = { remain: null, label: `${capital(KINDS[kind][1])}${size > 0 ? `: ${fileSize(size)}` : ''}`, kind: vscode.QuickPickItemKind.Separator };
    return [heading, row];
  });
}

/** The dry run: what, and how much. @returns what is to be deleted; null where the user goes back */
async function confirm({ remains, bytes, left }: Plan): Promise<readonly Remain[] | null> {
  const [yes, withFiles] = ['Delete', 'Delete With Their Files'];
  const counts = counted(remains);
  const more = left.reduce((sum, remain) => sum + remain.bytes, 0);
  const detail = [
    `${fileSize(bytes)} are freed.`,
    remains.some(({ kind }) => kind === 'thread') ? 'Threads go with their answers, their charts and what code left.' : '',
    left.length > 0 ? `${fileCount(left.length)} (${fileSize(more)}) of these stores would be left, and nothing would refer to them.` : '',
    'Your own files stay as they are.',
  ];
  const message = `Delete ${counts} for good?`;
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail: detail.filter(Boolean).join(' ') }, ...(left.length > 0 ? [withFiles, yes] : [yes]));
  if (answer === undefined) return null;
  return answer === withFiles ? [...remains, ...left] : remains;
}

/** `2 vector stores, 1 file` */
function counted(remains: readonly Remain[]): string {
  const kinds = [...Map.groupBy(remains, ({ kind }) => kind)];
  return kinds.map(([kind, { length }]) => `${length} ${KINDS[kind][length === 1 ? 0 : 1]}`).join(', ');
}

async function remove(remains: CleanUp, chosen: readonly Remain[]): Promise<Cleaned> {
  const options = { location: vscode.ProgressLocation.Notification, title: 'Cleaning up', cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    let before = 0;
    const onProgress = (done: number, total: number, name: string) => {
      progress.report({ message: `${done} of ${total} ${name}`, increment: (100 * (done - before)) / total });
      before = done;
    };
    return remains.delete(chosen, { signal: abort.signal, onProgress });
  });
}

/** What is gone, and what is not, and why. @returns whether the user wants to see what is left */
async function tell({ deleted, failed, left }: Cleaned): Promise<boolean> {
  const bytes = fileSize(deleted.reduce((sum, remain) => sum + remain.bytes, 0));
  const gone = deleted.length === 0 ? 'Nothing was deleted' : `Deleted: ${counted(deleted)}, ${bytes}`;
  const [first] = failed;
  if (!first && left.length === 0) {
    void vscode.window.showInformationMessage(`${gone}.`);
    return false;
  }
  const rest = [
    first ? `Not deleted: ${failed.length === 1 ? '' : `${failed.length} things, first `}${first.remain.name}: ${first.reason}` : '',
    left.length > 0 ? `Stopped before ${counted(left)}.` : '',
  ];
  const show = 'Show What Is Left';
  return (await vscode.window.showWarningMessage(`${gone}. ${rest.filter(Boolean).join(' ')}`, show)) === show;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
