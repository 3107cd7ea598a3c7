import { useState } from 'preact/hooks';
import { dollars } from '../../core/text/dollars.ts';
import type { UsageReport } from '../../protocol/usage.ts';
import { Icon } from '../shared/icon.tsx';
import { UsageChart } from './chart.tsx';
import { useReport } from './connection.ts';
import { grouped, groupOf, type GroupBy } from './groups.ts';
import { UsageTable } from './table.tsx';

const HEADINGS: Readonly<Record<GroupBy, string>> = { day: 'Day', model: 'Model', thread: 'Thread' };

/** *Docent: Show Usage*, in an editor tab. */
export function UsagePage() {
  const { report, error, send } = useReport();
  return (
    <div class="analysis usage-page">
      <header>
        <h1>Usage</h1>
        <div class="buttons">
          <button onClick={() => send('saveCsv')} disabled={!report?.rows.length}>
            <Icon name="save" /> Save as CSV
          </button>
          <button onClick={() => send('setBudget')}>
            <Icon name="settings-gear" /> Change Budget
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
  const total = groupOf('Total', rows);
  return (
    <main>
      <p>{monthLine(report)}</p>
      {rows.length === 0 ? (
        <p class="quiet">No language model has answered anything yet.</p>
      ) : (
        <>
          {total.unpriced > 0 && <p class="quiet">{unpricedLine(total.unpriced)}</p>}
          {total.usage.estimated && <p class="quiet">≈ Estimated in part: not every server counts its tokens.</p>}
          <UsageChart rows={rows} today={today} />
          <fieldset class="group-by">
            <legend class="visually-hidden">Group by</legend>
            {(Object.keys(HEADINGS) as GroupBy[]).map((key) => (
              <label key={key}>
                <input type="radio" name="by" checked={by === key} onChange={() => setBy(key)} /> By {key}
              </label>
            ))}
          </fieldset>
          <UsageTable what={HEADINGS[by]} groups={grouped(rows, by)} total={total} />
        </>
      )}
    </main>
  );
}

function monthLine({ spent, budget }: UsageReport): string {
  return budget === null ? `This month: ${dollars(spent)}. There is no budget.` : `This month: ${dollars(spent)} of ${dollars(budget)}.`;
}

function unpricedLine(runs: number): string {
  return runs === 1 ? 'The price of 1 run is not known; its cost is not counted.' : `The price of ${runs.toLocaleString('en')} runs is not known; their cost is not counted.`;
}
