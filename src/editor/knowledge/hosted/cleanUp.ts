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
  { label: 'Of Docent’s, not needed any more', holds: ({ isOurs, orphan }: HostedThing) => isOurs && orphan !== null },
  { label: 'Of Docent’s, in use', holds: ({ isOurs, orphan }: HostedThing) => isOurs && orphan === null },
  { label: 'Made by others', holds: ({ isOurs }: HostedThing) => !isOurs },
];

/** Shows what lies at a service, and deletes what the user ticks. */
export async function cleanUp({ hosted }: Pick<Docent, 'hosted'>, service: string): Promise<void> {
  const found = await withHostedProgress(`Looking at what lies at ${service}`, (signal) => hosted.survey(service, signal));
  if (found.things.length === 0) return void vscode.window.showInformationMessage(`Nothing lies at ${service}: no vector stores, files or containers.`);
  const chosen = await pick(found, service);
  if (chosen.length === 0 || !(await isSure(chosen, service))) return;
  const { deleted, failed } = await withHostedProgress(`Deleting at ${service}`, (signal, show) =>
    hosted.delete(service, chosen, signal, (done) => show({ phase: 'removing', done, total: chosen.length, path: '' })),
  );
  const [first] = failed;
  if (!first) return void vscode.window.showInformationMessage(`Deleted at ${service}: ${countsOf(deleted)}.`);
  const again = 'Show What Is Left';
  const message = `${failed.length} of ${chosen.length} could not be deleted at ${service}, and are there still: ${first.thing.name}: ${first.reason}`;
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
    { button: { iconPath: new vscode.ThemeIcon('check-all'), tooltip: 'Select All of Docent’s' }, holds: ({ isOurs }: HostedThing) => isOurs },
    { button: { iconPath: new vscode.ThemeIcon('circle-slash'), tooltip: 'Select What Is Not Needed Any More' }, holds: ({ orphan }: HostedThing) => orphan !== null },
  ];
  const select = (holds: (thing: HostedThing) => boolean) => (picker.selectedItems = rows.filter(({ thing }) => thing && holds(thing)));
  picker.title = `At ${service}: ${fileSize(storedBytes)} in stores, ${dollars(pricePerDay)} a day`;
  picker.placeholder = 'Tick what is to be deleted';
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
    kind,
    ...(bytes === null ? [] : [fileSize(bytes)]),
    ...(pricePerDay > 0 ? [`${dollars(pricePerDay)} a day`] : []),
    `made ${ago(createdAt)}`,
    ...(usedAt === null ? [] : [`used ${ago(usedAt)}`]),
    ...(orphan === null ? [] : [orphan]),
  ];
  return { label: `${ICONS[kind]} ${name}`, description: facts.join(' · '), thing };
}

function ago(time: number): string {
  const days = Math.floor((Date.now() - time) / DAY_MS);
  return days < 1 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
}

async function isSure(things: readonly HostedThing[], service: string): Promise<boolean> {
  const yes = 'Delete';
  const within = new Set(things.flatMap(({ withFiles }) => withFiles)).size;
  const foreign = things.filter(({ isOurs }) => !isOurs);
  const saved = things.reduce((sum, { pricePerDay }) => sum + pricePerDay, 0);
  const detail = [
    things.map(({ name }) => name).slice(0, 10).join(', ') + (things.length > 10 ? ` and ${things.length - 10} more` : ''),
    ...(within > 0 ? [`With the stores go ${fileCount(within)} that Docent put into them.`] : []),
    ...(foreign.length > 0 ? [`Not made by Docent: ${foreign.map(({ name }) => name).slice(0, 5).join(', ')}.`] : []),
    `They cost ${dollars(saved)} a day beyond what is free. Your files on this machine stay as they are.`,
  ].join('\n\n');
  return (await vscode.window.showWarningMessage(`Delete at ${service} for good: ${countsOf(things)}?`, { modal: true, detail }, yes)) === yes;
}

function countsOf(things: readonly HostedThing[]): string {
  const kinds = ['store', 'file', 'container'] as const;
  const counts = kinds.map((kind) => [kind, things.filter((thing) => thing.kind === kind).length] as const).filter(([, count]) => count > 0);
  return counts.map(([kind, count]) => `${count} ${kind}${count === 1 ? '' : 's'}`).join(', ');
}
