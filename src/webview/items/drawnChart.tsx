import { t } from '@vscode/l10n';
import type { ComponentChildren } from 'preact';
import { Icon } from '../shared/icon.tsx';

type Form = 'PNG' | 'SVG' | 'Vega-Lite';

/** A form that the chart can be saved in. */
export interface ChartSave {
  readonly form: Form;
  /** Whether it can be had by now. */
  readonly isReady: boolean;
  readonly run: () => unknown;
}

interface Props {
  readonly title: string;
  /** What it is called where it has no title. */
  readonly name: string;
  readonly saves: readonly ChartSave[];
  readonly children: ComponentChildren;
}

const LABELS: Readonly<Record<Form, (name: string) => string>> = {
  PNG: (name) => t('Save Chart as PNG: {0}', name),
  SVG: (name) => t('Save Chart as SVG: {0}', name),
  'Vega-Lite': (name) => t('Save Chart as Vega-Lite: {0}', name),
};

/** A chart that is drawn in the page, and below it its title and how it is saved. */
export function DrawnChart({ title, name, saves, children }: Props) {
  return (
    <figure class="vega-chart">
      {children}
      <figcaption>
        <span>{title}</span>
        {saves.map(({ form, isReady, run }, index) => (
          <button key={form} disabled={!isReady} onClick={() => void run()} aria-label={LABELS[form](name)}>
            {index === 0 && <Icon name="save" />} {form}
          </button>
        ))}
      </figcaption>
    </figure>
  );
}
