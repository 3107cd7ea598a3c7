import { t } from '@vscode/l10n';
import type { UsageRows } from '../data/usage.ts';
import type { Model } from '../models/model.ts';
import { dollars } from '../text/dollars.ts';
import { costs } from '../types/usage.ts';
import { DocentError } from '../types/errors.ts';

/** What has been spent in this month, by the clock of this machine, in US dollars, as far as prices are known. */
export function spentThisMonth(usage: UsageRows, now = new Date()): Promise<number> {
  return usage.costSince(new Date(now.getFullYear(), now.getMonth()).getTime());
}

/**
 * Lets no more be spent once the month's budget is. Models whose price is not known are not held up: what they cost could not
 * be counted either.
 * @param budget US dollars a month; null: there is none
 * @throws DocentError `budget_used_up`
 */
export async function checkBudget(model: Model, budget: number | null, usage: UsageRows): Promise<void> {
  if (budget === null || !costs(model.price)) return;
  const spent = await spentThisMonth(usage);
  if (spent < budget) return;
  const message = t('The budget of {0} for this month is used up ({1}); raise it, or choose a model that costs nothing.', dollars(budget), dollars(spent));
  throw new DocentError('budget_used_up', message, 'setBudget');
}
