import { t } from '@vscode/l10n';
import { figure } from '../../core/text/figure.ts';
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
  const of = (...parts: readonly (readonly [tokens: number, told: string])[]) => {
    const told = parts.filter(([tokens]) => tokens > 0).map(([, each]) => each);
    return told.length > 0 ? ` (${told.join(', ')})` : '';
  };
  const about = estimated ? '≈ ' : '';
  const all = t('{0} tokens', `${about}${figure(inputTokens + outputTokens)}`);
  return (
    <details class="usage quiet" open={fold.open} onToggle={fold.onToggle}>
      <summary title={estimated ? t('Estimated: the server did not count them') : undefined}>
        {cost ? `${about}${dollars(cost)}` : all}
        <Icon name="chevron-right" />
      </summary>
      <span>
        {[
          t('{0} tokens in', `${about}${figure(inputTokens)}`) + of([cachedTokens, t('{0} cached', figure(cachedTokens))], [cacheWriteTokens, t('{0} kept', figure(cacheWriteTokens))]),
          t('{0} out', figure(outputTokens)) + of([reasoningTokens, t('{0} reasoning', figure(reasoningTokens))]),
          t('{0} in all', figure(inputTokens + outputTokens)),
          ...(window > 0 ? [t('window of {0}', figure(window))] : []),
          ...(containerCost > 0 ? [t('container {0}', dollars(containerCost))] : []),
          ...priceOf(cost),
        ].join(' · ')}
      </span>{' '}
      <button class="link" onClick={() => send('showSent', { runId })}>
        {t('Show What Was Sent')}
      </button>
    </details>
  );
}

/** What costs nothing, as a model on this machine, needs no price. */
function priceOf(cost: number | null): readonly string[] {
  if (cost === null) return [t('price unknown')];
  return cost > 0 ? [dollars(cost)] : [];
}

/** What the whole thread took so far, where that is more than what is said of one run. */
export function ThreadUsage({ runs, others }: { runs: readonly Usage[]; others: UsageTotal }) {
  const counted = runs.filter(({ inputTokens, outputTokens }) => inputTokens + outputTokens > 0);
  if (counted.length + others.runs < 2) return null;
  const { inputTokens, outputTokens, estimated, cost } = sumUsage([...counted, others]);
  const tokens = t('{0} tokens', `${estimated ? '≈ ' : ''}${figure(inputTokens + outputTokens)}`);
  const isInPart = others.unpriced > 0 || counted.some((run) => run.cost === null);
  const told = cost ? `${tokens} · ${isInPart ? t('at least {0}', dollars(cost)) : dollars(cost)}` : tokens;
  return <p class="usage quiet">{t('This thread: {0}', told)}</p>;
}
