import { dollars } from '../../core/text/dollars.ts';
import { sumUsage, type Usage, type UsageTotal } from '../../core/types/usage.ts';
import { useFold } from '../shared/folds.ts';
import { Icon } from '../shared/icon.tsx';
import { useHost } from '../shared/host.ts';

/** What an answer took: one figure below it, which opens. It is money where it costs some, else tokens. */
export function UsageLine({ usage, runId }: { usage: Usage; runId: string }) {
  const { send } = useHost();
  const fold = useFold(runId);
  const { inputTokens, cachedTokens, cacheWriteTokens = 0, outputTokens, reasoningTokens, estimated, cost, containerCost = 0, window = 0 } = usage;
  if (inputTokens + outputTokens === 0) return null;
  const of = (...parts: readonly (readonly [number, string])[]) => {
    const told = parts.filter(([tokens]) => tokens > 0).map(([tokens, what]) => `${count(tokens)} ${what}`);
    return told.length > 0 ? ` (${told.join(', ')})` : '';
  };
  const about = estimated ? '≈ ' : '';
  const all = `${about}${count(inputTokens + outputTokens)} tokens`;
  return (
    <details class="usage quiet" open={fold.open} onToggle={fold.onToggle}>
      <summary title={estimated ? 'Estimated: the server did not count them' : undefined}>
        {cost ? `${about}${dollars(cost)}` : all}
        <Icon name="chevron-right" />
      </summary>
      <span>
        {[
          `${about}${count(inputTokens)} tokens in${of([cachedTokens, 'cached'], [cacheWriteTokens, 'kept'])}`,
          `${count(outputTokens)} out${of([reasoningTokens, 'reasoning'])}`,
          `${count(inputTokens + outputTokens)} in all`,
          ...(window > 0 ? [`window of ${count(window)}`] : []),
          ...(containerCost > 0 ? [`container ${dollars(containerCost)}`] : []),
          ...priceOf(cost),
        ].join(' · ')}
      </span>{' '}
      <button class="link" onClick={() => send('showSent', { runId })}>
        Show What Was Sent
      </button>
    </details>
  );
}

/** What costs nothing, as a model on this machine, needs no price. */
function priceOf(cost: number | null): readonly string[] {
  if (cost === null) return ['price unknown'];
  return cost > 0 ? [dollars(cost)] : [];
}

/** What the whole thread took so far, where that is more than what is said of one run. */
export function ThreadUsage({ runs, others }: { runs: readonly Usage[]; others: UsageTotal }) {
  const counted = runs.filter(({ inputTokens, outputTokens }) => inputTokens + outputTokens > 0);
  if (counted.length + others.runs < 2) return null;
  const { inputTokens, outputTokens, estimated, cost } = sumUsage([...counted, others]);
  const tokens = `${estimated ? '≈ ' : ''}${count(inputTokens + outputTokens)} tokens`;
  const atLeast = others.unpriced > 0 || counted.some((run) => run.cost === null) ? 'at least ' : '';
  return <p class="usage quiet">{`This thread: ${tokens}${cost ? ` · ${atLeast}${dollars(cost)}` : ''}`}</p>;
}

function count(tokens: number): string {
  return tokens.toLocaleString('en');
}
