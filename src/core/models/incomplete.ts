import { DocentError } from '../types/errors.ts';
import type { Model } from './model.ts';

/** Stands where a server is set up by half: it says what is missing, and never answers as something else. */
export function createIncomplete(id: string, missing: 'docent.model.baseUrl' | 'docent.model.name'): Model {
  return {
    ...{ id, label: `No model: ${missing} is not set`, isLanguageModel: true, destination: { kind: 'local' } },
    price: null,
    contextTokens: async () => null,
    // eslint-disable-next-line require-yield -- it never gets that far
    async *respond() {
      throw new DocentError('model_incomplete', `Set ${missing}, too, or empty both settings to search only.`, 'configureModel');
    },
  };
}
