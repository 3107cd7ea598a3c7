import type { Log } from '../types/log.ts';
import { isApiError, serverWords } from './serverWords.ts';

/** Sends requests without the options that a server is known to refuse. */
export interface Refusals<Option extends string> {
  /** @param toParams makes the request without what is refused; asked anew whenever that has grown */
  send<Params extends object, T>(toParams: (refused: ReadonlySet<Option>) => Params, ask: (params: Params) => Promise<T>): Promise<T>;
}

/** Where what a server refused is kept. */
export interface Refused {
  known(): readonly string[];
  add(option: string): void;
}

/**
 * Remembers what a server refused, so that only one turn is asked twice.
 * @param options the parameters that may be left out without loss of the answer, dotted where they are nested
 */
export function createRefusals<Option extends string>(options: readonly Option[], kept: Refused, label: string, log: Log): Refusals<Option> {
  return {
    async send(toParams, ask) {
      const refused = new Set(options.filter((option) => kept.known().includes(option)));
      for (;;) {
        const params = toParams(refused);
        try {
          return await ask(params);
        } catch (error) {
          const option = options.find((name) => isSet(params, name) && refuses(error, name));
          if (!option) throw error;
          refused.add(option);
          kept.add(option);
          log.warn(`${label} does not take “${option}”; it is asked without.`);
        }
      }
    },
  };
}

function isSet(params: object, option: string): boolean {
  const [name = '', field] = option.split('.');
  const value = (params as Readonly<Record<string, unknown>>)[name];
  return field ? typeof value === 'object' && value !== null && field in value : value !== undefined;
}

/** Whether the server refuses a parameter of the request, by its name or that of what it is in. */
function refuses(thrown: unknown, option: string): boolean {
  if (!isApiError(thrown) || (thrown.status !== 400 && thrown.status !== 422)) return false;
  const names = [option, option.split('.')[0]];
  if (thrown.param) return names.includes(thrown.param);
  const words = serverWords(thrown, null);
  return names.some((name) => new RegExp(`(^|['"\`“]|(:|parameter|argument|support) )${name}\\b`).test(words));
}
