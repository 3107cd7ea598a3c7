import * as vscode from 'vscode';
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
  const yes = 'Upload';
  const question = `Upload ${fileCount(uploads.length)} to ${server.label}?`;
  return (await vscode.window.showWarningMessage(question, { modal: true, detail: detailOf(plan, server, storeName) }, yes)) === yes;
}

function detailOf({ uploads, uploadBytes, asText, removed, leftOut, storedBytes, pricePerDay }: HostedPlan, server: Server, storeName: string): string {
  const names = uploads.slice(0, NAMED).map(({ path }) => path).join(', ');
  const more = uploads.length > NAMED ? ` and ${uploads.length - NAMED} more` : '';
  const sentences = [
    `${names}${more}.`,
    `${fileSize(uploadBytes)} go to ${hostOf(server)}, into the vector store “${storeName}”, and stay there until you delete them.`,
    ...(asText > 0 ? [`${fileCount(asText)} of a kind that is not read there ${asText === 1 ? 'goes' : 'go'} as text.`] : []),
    ...(removed.length > 0 ? [`${fileCount(removed.length)} that ${removed.length === 1 ? 'is' : 'are'} gone here ${removed.length === 1 ? 'is' : 'are'} deleted there.`] : []),
    ...(leftOut.length > 0 ? [`${fileCount(leftOut.length)} can’t go: ${leftOut[0]?.path ?? ''} ${leftOut[0]?.reason ?? ''}${leftOut.length > 1 ? ', …' : ''}.`] : []),
    `The store then takes about ${fileSize(storedBytes)}: ${dollars(pricePerDay())} a day at ${server.label}’s price, of which the first GB of all your stores is free.`,
    'Secrets, and what ignore files name, are left out as in the index here. When the store is searched, what is searched for goes there, too.',
  ];
  return sentences.join('\n\n');
}

/** Asks before a store of somebody else is used. */
export async function mayUse(id: string, server: Server): Promise<boolean> {
  const yes = 'Use It';
  const detail = `When it is searched, what is searched for goes to ${hostOf(server)}. Nothing of this workspace is uploaded.`;
  return (await vscode.window.showWarningMessage(`Use the vector store ${id} at ${server.label}?`, { modal: true, detail }, yes)) === yes;
}
