import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../../core/docent.ts';
import type { HostedThing, Survey } from '../../../core/knowledge/stores/hosted/cleanUp.ts';
import { dollars } from '../../../core/text/dollars.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import { withHostedProgress } from './progress.ts';

interface Row extends vscode.QuickPickItem {
  readonly thing?: HostedThing;
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ICONS: Readonly<Record<HostedThing['kind'], string>> = { store: '$(database)', file: '$(file)', container: '$(package)' };
const GROUPS = [
  { label: t('Of Docent’s, not needed any more'), holds: ({ isOurs, orphan }: HostedThing) => isOurs && orphan !== null },
  { label: t('Of Docent’s, in use'), holds: ({ isOurs, orphan }: HostedThing) => isOurs && orphan === null },
  { label: t('Made by others'), holds: ({ isOurs }: HostedThing) => !isOurs },
];

/** Shows what lies at a service, and deletes what the user ticks. */
export async function cleanUp({ hosted }: Pick<Docent, 'hosted'>, service: string): Promise<void> {
  const found = await withHostedProgress(t('Looking at what lies at {0}', service), (signal) => hosted.survey(service, signal));
  if (found.things.length === 0) return void vscode.window.showInformationMessage(t('Nothing lies at {0}: no vector stores, files or containers.', service));
  const chosen = await pick(found, service);
  if (chosen.length === 0 || !(await isSure(chosen, service))) return;
  const { deleted, failed } = await withHostedProgress(t('Deleting at {0}', service), (signal, show) =>
    hosted.delete(service, chosen, signal, (done) => show({ phase: 'removing', done, total: chosen.length, path: '' })),
  );
  const [first] = failed;
  if (!first) return void vscode.window.showInformationMessage(t('Deleted at {0}: {1}.', service, countsOf(deleted)));
  const again = t('Show What Is Left');
  const message = t('{0} of {1} could not be deleted at {2}, and are there still: {3}: {4}', failed.length, chosen.length, service, first.thing.name, first.reason);
  if ((await vscode.window.showErrorMessage(message, again)) === again) await cleanUp({ hosted }, service);
}

/** A list with a box for each; what Docent does not need any more is ticked. */
async function pick({ things, storedBytes, pricePerDay }: Survey, service: string): Promise<readonly HostedThing[]> {
  const rows = GROUPS.flatMap(({ label, holds }): Row[] => {
    const some = things.filter(holds);
    return some.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...some.map(toRow)];
  });
  const picker = vscode.window.createQuickPick<Row>();
  const buttons = [
    { button: { iconPath: new vscode.ThemeIcon('check-all'), tooltip: t('Select All of Docent’s') }, holds: ({ isOurs }: HostedThing) => isOurs },
    { button: { iconPath: new vscode.ThemeIcon('circle-slash'), tooltip: t('Select What Is Not Needed Any More') }, holds: ({ orphan }: HostedThing) => orphan !== null },
  ];
  const select = (holds: (thing: HostedThing) => boolean) => (picker.selectedItems = rows.filter(({ thing }) => thing && holds(thing)));
  picker.title = t('At {0}: {1} in stores, {2} a day', service, fileSize(storedBytes), dollars(pricePerDay));
  picker.placeholder = t('Tick what is to be deleted');
  picker.canSelectMany = true;
  picker.matchOnDescription = true;
  picker.ignoreFocusOut = true;
  picker.buttons = buttons.map(({ button }) => button);
  picker.items = rows;
  select(({ orphan }) => orphan !== null);
  return new Promise<readonly HostedThing[]>((resolve) => {
    picker.onDidTriggerButton((pressed) => select(buttons.find(({ button }) => button === pressed)?.holds ?? (() => false)));
    picker.onDidAccept(() => resolve(picker.selectedItems.flatMap(({ thing }) => thing ?? [])));
    picker.onDidHide(() => resolve([]));
    picker.show();
  }).finally(() => picker.dispose());
}

function toRow(thing: HostedThing): Row {
  const { kind, name, bytes, createdAt, usedAt, pricePerDay, orphan } = thing;
  const facts = [
    KINDS[kind].name,
    ...(bytes === null ? [] : [fileSize(bytes)]),
    ...(pricePerDay > 0 ? [t('{0} a day', dollars(pricePerDay))] : []),
    madeAgo(daysSince(createdAt)),
    ...(usedAt === null ? [] : [usedAgo(daysSince(usedAt))]),
    ...(orphan === null ? [] : [orphan]),
  ];
  return { label: `${ICONS[kind]} ${name}`, description: facts.join(' · '), thing };
}

function daysSince(time: number): number {
  return Math.floor((Date.now() - time) / DAY_MS);
}

function madeAgo(days: number): string {
  return days < 1 ? t('made today') : days === 1 ? t('made yesterday') : t('made {0} days ago', days);
}

function usedAgo(days: number): string {
  return days < 1 ? t('used today') : days === 1 ? t('used yesterday') : t('used {0} days ago', days);
}

async function isSure(things: readonly HostedThing[], service: string): Promise<boolean> {
  const yes = t('Delete');
  const within = new Set(things.flatMap(({ withFiles }) => withFiles)).size;
  const foreign = things.filter(({ isOurs }) => !isOurs);
  const saved = things.reduce((sum, { pricePerDay }) => sum + pricePerDay, 0);
  const detail = [
    namesOf(things),
    ...(within > 0 ? [t('With the stores go {0} that Docent put into them.', fileCount(within))] : []),
    ...(foreign.length > 0 ? [t('Not made by Docent: {0}.', foreign.map(({ name }) => name).slice(0, 5).join(', '))] : []),
    t('They cost {0} a day beyond what is free. Your files on this machine stay as they are.', dollars(saved)),
  ].join('\n\n');
  return (await vscode.window.showWarningMessage(t('Delete at {0} for good: {1}?', service, countsOf(things)), { modal: true, detail }, yes)) === yes;
}

function namesOf(things: readonly HostedThing[]): string {
  const names = things.slice(0, 10).map(({ name }) => name).join(', ');
  return things.length > 10 ? t('{0} and {1} more', names, things.length - 10) : names;
}

const KINDS: Readonly<Record<HostedThing['kind'], { readonly name: string; readonly count: (count: number) => string }>> = {
  store: { name: t('store'), count: (count) => (count === 1 ? t('1 store') : t('{0} stores', count)) },
  file: { name: t('file'), count: fileCount },
  container: { name: t('container'), count: (count) => (count === 1 ? t('1 container') : t('{0} containers', count)) },
};

function countsOf(things: readonly HostedThing[]): string {
  const counts = Object.entries(KINDS).map(([kind, { count }]) => [count, things.filter((thing) => thing.kind === kind).length] as const);
  return counts.filter(([, length]) => length > 0).map(([count, length]) => count(length)).join(', ');
}
