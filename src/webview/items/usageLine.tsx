import { dollars } from '../../core/text/dollars.ts';
import { sumUsage, type Usage } from '../../core/types/usage.ts';
import { Icon } from '../shared/icon.tsx';
import { useHost } from '../shared/host.ts';

/** The runs whose figure is open: it stays so when a further answer puts it elsewhere on the page. */
const opened = new Set<string>();

/** What an answer took: one figure below it, which opens. It is money where it costs some, else tokens. */
export function UsageLine({ usage, runId }: { usage: Usage; runId: string }) {
  const { send } = useHost();
  const { inputTokens, cachedTokens, cacheWriteTokens = 0, outputTokens, reasoningTokens, estimated, cost, containerCost = 0, window = 0 } = usage;
  if (inputTokens + outputTokens === 0) return null;
  const of = (...parts: readonly (readonly [number, string])[]) => {
    const told = parts.filter(([tokens]) => tokens > 0).map(([tokens, what]) => `${count(tokens)} ${what}`);
    return told.length > 0 ? ` (${told.join(', ')})` : '';
  };
  const about = estimated ? '≈ ' : '';
  const all = `${about}${count(inputTokens + outputTokens)} tokens`;
  return (
    <details class="usage quiet" open={opened.has(runId)} onToggle={({ currentTarget }) => (currentTarget.open ? opened.add(runId) : opened.delete(runId))}>
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

/** What the whole thread took so far. */
export function ThreadUsage({ runs }: { runs: readonly Usage[] }) {
  const { inputTokens, outputTokens, estimated, cost } = sumUsage(runs);
  const tokens = `${estimated ? '≈ ' : ''}${count(inputTokens + outputTokens)} tokens`;
  const atLeast = runs.some((run) => run.cost === null) ? 'at least ' : '';
  return <p class="usage quiet">{`This thread: ${tokens}${cost ? ` · ${atLeast}${dollars(cost)}` : ''}`}</p>;
}

function count(tokens: number): string {
  return tokens.toLocaleString('en');
}
