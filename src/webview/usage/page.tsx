import { t } from '@vscode/l10n';
import { useState } from 'preact/hooks';
import { figure } from '../../core/text/figure.ts';
import { dollars } from '../../core/text/dollars.ts';
import type { UsageReport } from '../../protocol/usage.ts';
import { Icon } from '../shared/icon.tsx';
import { UsageChart } from './chart.tsx';
import { useReport } from './connection.ts';
import { grouped, groupOf, type GroupBy } from './groups.ts';
import { UsageTable } from './table.tsx';

const WAYS: Readonly<Record<GroupBy, string>> = { day: t('By day'), model: t('By model'), thread: t('By thread') };

/** *Docent: Show Usage*, in an editor tab. */
export function UsagePage() {
  const { report, error, send } = useReport();
  return (
    <div class="analysis usage-page">
      <header>
        <h1>{t('Usage')}</h1>
        <div class="buttons">
          <button onClick={() => send('saveCsv')} disabled={!report?.rows.length}>
            <Icon name="save" /> {t('Save as CSV')}
          </button>
          <button onClick={() => send('setBudget')}>
            <Icon name="settings-gear" /> {t('Change Budget')}
          </button>
        </div>
      </header>
      {error && (
        <div class="banner" role="alert">
          <p>
            <Icon name="warning" /> {error}
          </p>
        </div>
      )}
      {report && <Report report={report} />}
    </div>
  );
}

function Report({ report }: { report: UsageReport }) {
  const [by, setBy] = useState<GroupBy>('day');
  const { rows, today } = report;
  const total = groupOf(t('Total'), rows);
  return (
    <main>
      <p>{monthLine(report)}</p>
      {rows.length === 0 ? (
        <p class="quiet">{t('No language model has answered anything yet.')}</p>
      ) : (
        <>
          {total.unpriced > 0 && <p class="quiet">{unpricedLine(total.unpriced)}</p>}
          {total.usage.estimated && <p class="quiet">{t('≈ Estimated in part: not every server counts its tokens.')}</p>}
          <UsageChart rows={rows} today={today} />
          <fieldset class="group-by">
            <legend class="visually-hidden">{t('Group by')}</legend>
            {(Object.keys(WAYS) as GroupBy[]).map((key) => (
              <label key={key}>
                <input type="radio" name="by" checked={by === key} onChange={() => setBy(key)} /> {WAYS[key]}
              </label>
            ))}
          </fieldset>
          <UsageTable by={by} groups={grouped(rows, by)} total={total} />
        </>
      )}
    </main>
  );
}

function monthLine({ spent, budget }: UsageReport): string {
  return budget === null ? t('This month: {0}. There is no budget.', dollars(spent)) : t('This month: {0} of {1}.', dollars(spent), dollars(budget));
}

function unpricedLine(runs: number): string {
  return runs === 1 ? t('The price of 1 run is not known; its cost is not counted.') : t('The price of {0} runs is not known; their cost is not counted.', figure(runs));
}
