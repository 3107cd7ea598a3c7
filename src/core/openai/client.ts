import { t } from '@vscode/l10n';
import type { ClientOptions, OpenAI } from 'openai';
import { DocentError } from '../types/errors.ts';
import { LONGEST_MS } from './silence.ts';
import { pastedKey } from './pastedKey.ts';
import type { WatchedFetch } from './watchedFetch.ts';

/** The header that a server wants its key in: Azure has one of its own. */
export type KeyHeader = 'authorization' | 'api-key';

/**
 * The SDK's client for one turn; it is loaded when first needed, since it takes longer to load than all else of the extension.
 * Its requests go through the global `fetch` of this thread: VS Code puts the user's proxy and certificates into that one.
 * @param key null where the server wants none
 */
export async function createClient(
  baseUrl: URL,
  key: string | null,
  { fetch }: WatchedFetch,
  keyHeader: KeyHeader = 'authorization',
): Promise<OpenAI> {
  const { OpenAI } = await import('openai');
  return new OpenAI({
    baseURL: baseUrl.href,
    ...authentication(key, keyHeader),
    // Else the SDK takes these from the environment and sends them to whatever server this is.
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    // The SDK logs bodies and headers; what is worth a line is logged by `fetch`.
    logLevel: 'off',
    // `withRetry` asks again, and says so.
    maxRetries: 0,
    // `fetch` gives up, as the user has set it.
    timeout: LONGEST_MS,
    fetch,
  });
}

/** A token of Azure's directory (a JSON web token) goes where all servers take theirs. */
function authentication(key: string | null, header: KeyHeader): Pick<ClientOptions, 'apiKey' | 'defaultHeaders'> {
  if (key !== null && (header === 'authorization' || key.startsWith('eyJ'))) return { apiKey: key };
  // The SDK wants some key; it sends none without the header.
  return { apiKey: 'none', defaultHeaders: { Authorization: null, ...(key !== null && { [header]: key }) } };
}

/**
 * A key as it can be sent; null for none. What a header can't hold is refused here: `fetch` would repeat it in its error.
 * @throws DocentError `model_unauthorized`
 */
export function checkedKey(key: string | undefined): string | null {
  const trimmed = (key && pastedKey(key)) || null;
  if (!trimmed || /^[\x21-\x7e]+$/.test(trimmed)) return trimmed;
  throw new DocentError('model_unauthorized', t('The API key holds characters that no key has; copy and set it again.'), 'setApiKey');
}
