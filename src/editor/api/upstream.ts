import type * as vscode from 'vscode';
import { SEARCH_ONLY, serversOf, splitId, type Server } from '../../core/models/servers.ts';
import { WAITING_SETTINGS } from '../../core/models/models.ts';
import { createForward, type Forward } from '../../core/openai/forward.ts';
import { silenceLimits } from '../../core/openai/silence.ts';
import type { Consent, ConsentAnswer } from '../../core/types/consent.ts';
import { DocentError } from '../../core/types/errors.ts';
import { newId } from '../../core/types/id.ts';
import type { EditorConsents } from '../consents.ts';
import type { ApiKeys } from '../models/keys.ts';
import { hostOf, isLocal } from '../models/rows.ts';
import { settings } from '../settings.ts';
import { notify } from './consents.ts';

export interface UpstreamParts {
  readonly apiKeys: Pick<ApiKeys, 'get'>;
  readonly consents: EditorConsents;
  readonly log: vscode.LogOutputChannel;
}

/** Where scripts' requests go that are not for Docent: to the server of the model that is set up. One elsewhere is sent nothing without consent. */
export function createEditorUpstream({ apiKeys, consents, log }: UpstreamParts): () => Promise<Forward> {
  // Of many requests at once the first asks for all.
  const asked = new Map<string, Promise<ConsentAnswer>>();

  async function consent(server: Server): Promise<void> {
    const host = hostOf(server);
    const question: Consent = { id: newId('consent_'), threadId: '', runId: '', subject: { kind: 'send', host, what: 'requests that are passed on', extent: 'passedOn' }, answer: null };
    const answer = consents.known(question) ?? (await (asked.get(host) ?? ask(host, question)));
    if (answer === 'deny') throw new DocentError('send_declined', `Nothing was sent to ${host}: the request was declined in the editor.`);
  }

  async function ask(host: string, question: Consent): Promise<ConsentAnswer> {
    const answer = consents.ask(question, new AbortController().signal);
    asked.set(host, answer);
    void notify(question, consents);
    try {
      return await answer;
    } finally {
      asked.delete(host);
    }
  }

  return async () => {
    const set = settings.models();
    const name = set.id === SEARCH_ONLY ? null : splitId(set.id)?.server;
    const server = serversOf(set).find((each) => each.name === name);
    if (!server) throw new DocentError('no_upstream', 'The model that is set up in the editor is on no server: choose one that is, with “Docent: Select Model”.');
    if (!isLocal(server)) await consent(server);
    const { baseUrl, keyHeader } = server;
    return createForward({ baseUrl, keyHeader, apiKey: () => apiKeys.get(baseUrl), silence: silenceLimits(set.waiting ?? {}, WAITING_SETTINGS), log });
  };
}
