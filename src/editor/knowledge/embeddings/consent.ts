import * as vscode from 'vscode';
import type { Unembedded } from '../../../core/knowledge/vectorStore.ts';
import type { Configured } from '../../../core/models/embeddings/configured.ts';
import { priceOf } from '../../../core/models/price.ts';
import { dollars } from '../../../core/text/dollars.ts';
import { here } from '../../place.ts';
import { settings } from '../../settings.ts';

/** Tokens that a model embeds in a second, roughly: on a laptop's processor, and at a hosted service. */
const TOKENS_PER_SECOND = { local: 3_000, remote: 20_000 };
const MILLION = 1_000_000;

/** Asks before anything is embedded: what goes where, how much it is, what it costs and how long it takes. */
export async function mayEmbed(model: Configured, plan: Unembedded): Promise<boolean> {
  const yes = 'Embed';
  const question = `Embed this workspace with ${model.embedder.id}?`;
  return (await vscode.window.showInformationMessage(question, { modal: true, detail: detailOf(model, plan) }, yes)) === yes;
}

function detailOf({ server, embedder, reader }: Configured, { chunks, texts, tokens }: Unembedded): string {
  const known = texts - chunks.length;
  const place = reader ?? `${server.label} on ${here()}`;
  const count = (value: number) => value.toLocaleString('en');
  const sentences = [
    `${count(chunks.length)} passages of what is indexed go to ${place}, about ${count(tokens)} tokens${known > 0 ? `; ${count(known)} are embedded already` : ''}. Secrets, and what ignore files name, are left out as in the index.`,
    `${cost(server.label, reader, embedder.id, tokens)} It takes roughly ${duration(tokens / (reader === null ? TOKENS_PER_SECOND.local : TOKENS_PER_SECOND.remote))}, in the background, and can be stopped at any time.`,
    'From then on changed passages go there, too, and what is searched for. The vectors stay on this machine.',
  ];
  return sentences.join('\n\n');
}

function cost(label: string, reader: string | null, id: string, tokens: number): string {
  if (reader === null) return 'It costs nothing.';
  const price = priceOf(id, settings.models());
  return price ? `It costs about ${dollars((tokens * price.input) / MILLION)}.` : `It costs what ${label} charges for so many tokens.`;
}

function duration(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}` : `${Math.ceil(minutes / 60)} hours`;
}
