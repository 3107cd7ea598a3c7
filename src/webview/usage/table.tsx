import { dollars } from '../../core/text/dollars.ts';
import { totalTokens, type UsageGroup } from './groups.ts';

/** @param what the groups are, as the first column’s heading */
export function UsageTable({ what, groups, total }: { what: string; groups: readonly UsageGroup[]; total: UsageGroup }) {
  // Where no code ran at OpenAI it would be a column of nothing.
  const hasContainers = (total.usage.containerCost ?? 0) > 0;
  const names = ['Runs', 'In', 'Cached', 'Out', 'Reasoning', 'Total', ...(hasContainers ? ['Containers'] : []), 'Cost'];
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={`Usage by ${what.toLowerCase()}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{what}</th>
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
      {[runs, ...tokens].map((figure, index) => (
        <td key={index} class="number">
          {figure.toLocaleString('en')}
        </td>
      ))}
      <td class="number">
        {usage.estimated && '≈ '}
        {totalTokens(usage).toLocaleString('en')}
      </td>
      {hasContainers && <td class="number">{dollars(usage.containerCost ?? 0)}</td>}
      <td class="number">{costOf(group)}</td>
    </tr>
  );
}

function costOf({ usage: { cost }, unpriced }: UsageGroup): string {
  if (cost === null) return 'unknown';
  return unpriced > 0 ? `at least ${dollars(cost)}` : dollars(cost);
}
