import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Unembedded } from '../../../core/knowledge/vectorStore.ts';
import type { Configured } from '../../../core/models/embeddings/configured.ts';
import { priceOf } from '../../../core/models/price.ts';
import { dollars } from '../../../core/text/dollars.ts';
import { here } from '../../place.ts';
import { settings } from '../../settings.ts';
import { figure } from '../../../core/text/figure.ts';

/** Tokens that a model embeds in a second, roughly: on a laptop's processor, and at a hosted service. */
const TOKENS_PER_SECOND = { local: 3_000, remote: 20_000 };
const MILLION = 1_000_000;

/** Asks before anything is embedded: what goes where, how much it is, what it costs and how long it takes. */
export async function mayEmbed(model: Configured, plan: Unembedded): Promise<boolean> {
  const yes = t('Embed');
  const question = t('Embed this workspace with {0}?', model.embedder.id);
  return (await vscode.window.showInformationMessage(question, { modal: true, detail: detailOf(model, plan) }, yes)) === yes;
}

function detailOf({ server, embedder, reader }: Configured, { chunks, texts, tokens }: Unembedded): string {
  const known = texts - chunks.length;
  const place = reader ?? t('{0} on {1}', server.label, here());
  const sentences = [
    known > 0
      ? t('{0} passages of what is indexed go to {1}, about {2} tokens; {3} are embedded already. Secrets, and what ignore files name, are left out as in the index.', figure(chunks.length), place, figure(tokens), figure(known))
      : t('{0} passages of what is indexed go to {1}, about {2} tokens. Secrets, and what ignore files name, are left out as in the index.', figure(chunks.length), place, figure(tokens)),
    t('{0} It takes roughly {1}, in the background, and can be stopped at any time.', cost(server.label, reader, embedder.id, tokens), duration(tokens / (reader === null ? TOKENS_PER_SECOND.local : TOKENS_PER_SECOND.remote))),
    t('From then on changed passages go there, too, and what is searched for. The vectors stay on this machine.'),
  ];
  return sentences.join('\n\n');
}

function cost(label: string, reader: string | null, id: string, tokens: number): string {
  if (reader === null) return t('It costs nothing.');
  const price = priceOf(id, settings.models());
  return price ? t('It costs about {0}.', dollars((tokens * price.input) / MILLION)) : t('It costs what {0} charges for so many tokens.', label);
}

function duration(seconds: number): string {
  const minutes = Math.ceil(seconds / 60);
  if (minutes === 1) return t('1 minute');
  return minutes < 60 ? t('{0} minutes', minutes) : t('{0} hours', Math.ceil(minutes / 60));
}
