import { dollars } from '../../core/text/dollars.ts';
import { sumUsage, type Usage } from '../../core/types/usage.ts';

/** What an answer took, in one line below it. */
export function UsageLine({ usage }: { usage: Usage }) {
  const { inputTokens, cachedTokens, outputTokens, reasoningTokens, estimated, cost } = usage;
  if (inputTokens + outputTokens === 0) return null;
  const of = (tokens: number, what: string) => (tokens > 0 ? ` (${count(tokens)} ${what})` : '');
  return (
    <p class="usage quiet" title={estimated ? 'Estimated: the server did not count them' : undefined}>
      {[
        `${estimated ? '≈ ' : ''}${count(inputTokens)} tokens in${of(cachedTokens, 'cached')}`,
        `${count(outputTokens)} out${of(reasoningTokens, 'reasoning')}`,
        `${count(inputTokens + outputTokens)} in all`,
        cost === null ? 'price unknown' : dollars(cost),
      ].join(' · ')}
    </p>
  );
}

/** What the whole thread took so far. */
export function ThreadUsage({ runs }: { runs: readonly Usage[] }) {
  const { inputTokens, outputTokens, estimated, cost } = sumUsage(runs);
  const tokens = `${estimated ? '≈ ' : ''}${count(inputTokens + outputTokens)} tokens`;
  const atLeast = runs.some((run) => run.cost === null) ? 'at least ' : '';
  return <p class="usage quiet">{`This thread: ${tokens}${cost === null ? '' : ` · ${atLeast}${dollars(cost)}`}`}</p>;
}

function count(tokens: number): string {
  return tokens.toLocaleString('en');
}
