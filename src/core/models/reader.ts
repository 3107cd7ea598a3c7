import { isLoopback } from '../openai/address.ts';

/** Ollama passes what models with such a tag (`gpt-oss:120b-cloud`, `gemma4:cloud`) are asked on to its own servers. */
const PASSED_ON = /:(?:.*-)?cloud$/;

/**
 * The host that reads what a model is asked; null where that stays on this machine.
 * @param model the server’s name for it
 * @param isRemote whether the user has said that the server sends it on
 */
export function readerOf(server: URL, model: string, isRemote: boolean): string | null {
  if (isRemote || !isLoopback(server)) return server.host;
  return PASSED_ON.test(model) ? 'ollama.com' : null;
}
