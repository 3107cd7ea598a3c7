import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { figure } from '../../../core/text/figure.ts';
import type { HostedPlan } from '../../../core/knowledge/stores/hosted/plan.ts';
import type { Server } from '../../../core/models/servers.ts';
import { dollars } from '../../../core/text/dollars.ts';
import { fileCount } from '../../../core/text/fileCount.ts';
import { fileSize } from '../../../core/text/fileSize.ts';
import { hostOf } from '../../models/rows.ts';

/** Enough to see what kind of files it is. */
const NAMED = 8;

/** Asks before anything is sent: what goes where, how much it is, and what it costs. */
export async function mayUpload(plan: HostedPlan, server: Server, storeName: string): Promise<boolean> {
  const { uploads } = plan;
  const yes = t('Upload');
  const question = t('Upload {0} to {1}?', fileCount(uploads.length), server.label);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail: detailOf(plan, server, storeName) }, yes)) === yes;
}

function detailOf({ uploads, uploadBytes, asText, removed, leftOut, storedBytes, pricePerDay }: HostedPlan, server: Server, storeName: string): string {
  const names = uploads.slice(0, NAMED).map(({ path }) => path).join(', ');
  const sentences = [
    uploads.length > NAMED ? t('{0} and {1} more.', names, figure(uploads.length - NAMED)) : `${names}.`,
    t('{0} go to {1}, into the vector store “{2}”, and stay there until you delete them.', fileSize(uploadBytes), hostOf(server), storeName),
    ...(asText > 0 ? [sentAsText(asText)] : []),
    ...(removed.length > 0 ? [deletedThere(removed.length)] : []),
    ...(leftOut.length > 0 ? [cantGo(leftOut)] : []),
    t('The store then takes about {0}: {1} a day at {2}’s price, of which the first GB of all your stores is free.', fileSize(storedBytes), dollars(pricePerDay()), server.label),
    t('Secrets, and what ignore files name, are left out as in the index here. When the store is searched, what is searched for goes there, too.'),
  ];
  return sentences.join('\n\n');
}

function sentAsText(files: number): string {
  return files === 1 ? t('1 file of a kind that is not read there goes as text.') : t('{0} files of a kind that is not read there go as text.', figure(files));
}

function deletedThere(files: number): string {
  return files === 1 ? t('1 file that is gone here is deleted there.') : t('{0} files that are gone here are deleted there.', figure(files));
}

function cantGo([first, ...more]: HostedPlan['leftOut']): string {
  const [path, reason] = [first?.path ?? '', first?.reason ?? ''];
  return more.length === 0 ? t('1 file can’t go: {0} {1}.', path, reason) : t('{0} files can’t go: {1} {2}, ….', figure(more.length + 1), path, reason);
}

/** Asks before a store of somebody else is used. */
export async function mayUse(id: string, server: Server): Promise<boolean> {
  const yes = t('Use It');
  const detail = t('When it is searched, what is searched for goes to {0}. Nothing of this workspace is uploaded.', hostOf(server));
  return (await vscode.window.showWarningMessage(t('Use the vector store {0} at {1}?', id, server.label), { modal: true, detail }, yes)) === yes;
}
