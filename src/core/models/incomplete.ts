import { t } from '@vscode/l10n';
import { DocentError } from '../types/errors.ts';
import { withoutSecrets } from '../text/secrets/secrets.ts';
import type { Model } from './model.ts';

/** Stands in for a model of which only a part is set up: it says what is missing, and never answers as something else. */
export function createIncomplete(id: string, missing: string): Model {
  // What was put in place of an id may be a key.
  const label = t('No model “{0}”', withoutSecrets(id));
  return {
    id,
    label,
    isLanguageModel: true,
    destination: { kind: 'local' },
    price: null,
    contextTokens: async () => null,
    // eslint-disable-next-line require-yield -- it never gets that far
    async *respond() {
      throw new DocentError('model_incomplete', missing, 'configureModel');
    },
  };
}
