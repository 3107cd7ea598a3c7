import { t } from '@vscode/l10n';
import { draw, type Drawn } from './draw.ts';
import { fitted, type Spec } from './spec.ts';
import { onTheme } from './theme.ts';

export interface Told {
  drawn(drawn: Drawn | null): void;
  /** A sentence in place of the chart; '' where there is one. */
  trouble(sentence: string): void;
}

/** Draws a chart, and again when the theme changes. Returns what ends that. */
export function keepDrawn(box: HTMLElement, tip: HTMLElement, spec: Spec, told: Told): () => void {
  let current: Drawn | null = null;
  let turn = 0;
  async function again(): Promise<void> {
    const mine = ++turn;
    current?.end();
    current = null;
    let refused = '';
    try {
      const done = await draw(box, tip, fitted(spec), { refused: (address) => (refused = address) });
      if (mine !== turn) return done.end();
      current = done;
      told.drawn(done);
      told.trouble(refused && t('This chart reads {0}, which Docent does not load: give it the data itself, as a frame.', refused));
    } catch (error) {
      if (mine === turn) told.trouble(t('This chart can’t be drawn: {0}', error instanceof Error ? error.message : String(error)));
    }
  }
  void again();
  const end = onTheme(() => void again());
  return () => {
    end();
    turn++;
    current?.end();
    told.drawn(null);
  };
}
