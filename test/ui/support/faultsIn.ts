import assert from 'node:assert/strict';
import { FAULTS, KEY, messageOf, type Fault } from '../../core/models/faults.ts';
import { startOpenAI } from '../../fixtures/openai/openai.ts';
import { MODELS } from '../../fixtures/openai/models.ts';
import type { Docent } from './suite.ts';

const WAYS_OUT = { retry: 'Try Again', configureModel: 'Set Up a Model', setApiKey: 'Set API Key' } as const;
/** The first and those after it. */
const TRIES = 5;
/** The adapter that asks the server here. */
const API = 'Responses';
const NAMES = MODELS.map(({ id }) => id).filter((id) => !id.includes('embedding'));

/** Without long waits: for silence to be given up, and before one asks again where the server does not say that it may be soon. */
function isSoon({ silence, asked, script, message }: Fault): boolean {
  const headers = (script && 'headers' in script && script.headers) || {};
  return !silence && (asked <= 1 || 'retry-after-ms' in headers) && !/minutes\.$/.test(message);
}

/** Keys are put in by hand, and what a server says of one is told without it. */
const isWithoutKey = (fault: Fault) => fault.key === undefined && fault.wants === undefined && !JSON.stringify(fault).includes(`Key ${KEY}`);

/** All that can be shown here. */
export const SHOWN: readonly Fault[] = FAULTS.filter((fault) => isSoon(fault) && isWithoutKey(fault) && (fault.only ?? API) === API);

/** Each of these is put to the chat by a server, and read there with its way out. */
export function faultsIn(docent: () => Docent, faults: readonly Fault[]): void {
  for (const fault of faults) {
    const { name, script, baseUrl, model = 'stand-in', text, action } = fault;
    test(name, async () => {
      const { chat, configure, newThread } = docent();
      const server = await startOpenAI();
      try {
        const url = baseUrl?.(server.url) ?? server.url;
        // VS Code notices soon, not at once: the one before must be gone.
        configure({});
        await chat.button('Search only').waitFor();
        configure({ 'docent.model.id': `lab/${model}`, 'docent.model.servers': { lab: { url, api: 'responses' } } });
        await chat.button(model).waitFor();
        await newThread();
        if (script) server.script(...Array.from({ length: TRIES }, () => script));
        // What was not read yet would be lost with a connection that is reset.
        const end = text ? server.hold('end') : null;
        await chat.ask('Hello?');
        // What is no address on this machine counts as elsewhere.
        if (!url.includes('127.0.0.1')) await chat.button('Allow Once').click();
        if (text) await chat.newest.filter({ hasText: text }).waitFor();
        end?.release();
        const notice = chat.notice.filter({ hasText: messageOf(fault, url, NAMES) });
        await (action ? notice.getByRole('button', { name: WAYS_OUT[action as keyof typeof WAYS_OUT] }) : notice).waitFor();
        if (text) assert.match(await chat.newest.innerText(), new RegExp(`^${text}\\s+This answer is not complete\\.\\s+Continue$`));
      } finally {
        await server.close();
      }
    });
  }
}
