import { setTimeout } from 'node:timers/promises';
import { t } from '@vscode/l10n';
import type { ModelEvent } from '../model.ts';
import type { Loaded } from './about.ts';
import { figure } from '../../text/figure.ts';

/** A model that is in memory begins within it; after it, what it waits for is looked at each time. In milliseconds. */
const LOOK_MS = 700;

export interface Wait {
  readonly label: string;
  /** As asked for; null where it was not. */
  readonly window: number | null;
  look(): Promise<Loaded | null>;
}

/** What the server is at until it begins to answer: it loads the model, which may take a minute, or the model reads. */
export async function* untilAnswer(answer: Promise<unknown>, { label, window, look }: Wait): AsyncGenerator<ModelEvent> {
  const over = new AbortController();
  let said = '';
  const answered = answer.then(
    () => true as const,
    () => true as const,
  );
  try {
    for (;;) {
      const later = setTimeout(LOOK_MS, false, { signal: over.signal }).catch(() => true);
      if (await Promise.race([answered, later])) return;
      const seen = await Promise.race([answered, look().then((loaded) => ({ loaded }))]);
      if (seen === true) return;
      const isLoaded = seen.loaded !== null && [null, seen.loaded.window].includes(window);
      const message = isLoaded ? t('{0} is reading', label) : window === null ? t('Loading {0}', label) : t('Loading {0} with a window of {1} tokens', label, figure(window));
      if (message !== said) yield { type: 'waiting', waiting: { message, until: null } };
      said = message;
    }
  } finally {
    over.abort();
  }
}
