import { t } from '@vscode/l10n';
import { figure } from '../../core/text/figure.ts';
import { dollars } from '../../core/text/dollars.ts';
import { totalTokens, type GroupBy, type UsageGroup } from './groups.ts';

/** What the groups are, as the first column’s heading, and as the table’s name. */
const HEADINGS: Readonly<Record<GroupBy, string>> = { day: t('Day'), model: t('Model'), thread: t('Thread') };
const NAMES: Readonly<Record<GroupBy, string>> = { day: t('Usage by day'), model: t('Usage by model'), thread: t('Usage by thread') };

export function UsageTable({ by, groups, total }: { by: GroupBy; groups: readonly UsageGroup[]; total: UsageGroup }) {
  // Where no code ran at OpenAI it would be a column of nothing.
  const hasContainers = (total.usage.containerCost ?? 0) > 0;
  const names = [t('Runs'), t('In'), t('Cached'), t('Out'), t('Reasoning'), t('Total'), ...(hasContainers ? [t('Containers')] : []), t('Cost')];
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={NAMES[by]}>
      <table>
        <thead>
          <tr>
            <th scope="col">{HEADINGS[by]}</th>
            {names.map((name) => (
              <th key={name} scope="col" class="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group, index) => (
            <Row key={index} group={group} hasContainers={hasContainers} />
          ))}
        </tbody>
        <tfoot>
          <Row group={total} hasContainers={hasContainers} />
        </tfoot>
      </table>
    </div>
  );
}

function Row({ group, hasContainers }: { group: UsageGroup; hasContainers: boolean }) {
  const { label, usage, runs } = group;
  const tokens = [usage.inputTokens, usage.cachedTokens, usage.outputTokens, usage.reasoningTokens];
  return (
    <tr>
      <th scope="row">{label}</th>
      {[runs, ...tokens].map((value, index) => (
        <td key={index} class="number">
          {figure(value)}
        </td>
      ))}
      <td class="number">
        {usage.estimated && '≈ '}
        {figure(totalTokens(usage))}
      </td>
      {hasContainers && <td class="number">{dollars(usage.containerCost ?? 0)}</td>}
      <td class="number">{costOf(group)}</td>
    </tr>
  );
}

function costOf({ usage: { cost }, unpriced }: UsageGroup): string {
  if (cost === null) return t('unknown');
  return unpriced > 0 ? t('at least {0}', dollars(cost)) : dollars(cost);
}
