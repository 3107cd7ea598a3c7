import { t } from '@vscode/l10n';
import { listModels, type ListOptions } from './listModels.ts';
import type { Server } from './servers.ts';

/**
 * Asks a server whether it takes a key, without any content.
 * @returns what it says to it, as one sentence
 * @throws DocentError where it does not take it, or can't be asked
 */
export async function testKey(server: Server, options: ListOptions): Promise<string> {
  await listModels(server, options);
  const isOpen = await listModels(server, { ...options, key: undefined }).then(
    () => true,
    () => false, // With the key it just answered: without one it does not.
  );
  if (isOpen) return t('{0} lists its models without a key, too: whether it takes this one shows with the first question.', server.label);
  return t('{0} takes the key.', server.label);
}
