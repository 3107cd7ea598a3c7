import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Docent } from '../../core/docent.ts';
import { spentThisMonth } from '../../core/runs/budget.ts';
import { dollars } from '../../core/text/dollars.ts';
import { isActive } from '../../core/types/run.ts';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import { act } from '../errors.ts';
import { settings } from '../settings.ts';

/** Of the budget: late enough to be rare, early enough to do something about it. */
const WARN_AT = 0.8;
/** Where it is remembered which month's budget the user was told of. */
const WARNED = 'docent.budgetWarned';

/** Tells once a month, and once more for another budget, that most of it is used up. */
export function warnOfBudget(docent: Docent, memory: vscode.Memento, log: vscode.LogOutputChannel, showUsage: () => void): vscode.Disposable {
  async function look(): Promise<void> {
    const budget = settings.monthlyBudget();
    if (budget === null) return;
    const spent = await spentThisMonth(docent.usage);
    const key = `${new Date().getFullYear()}-${new Date().getMonth() + 1} ${budget}`;
    if (spent < budget * WARN_AT || memory.get<string>(WARNED) === key) return;
    await memory.update(WARNED, key);
    const message = t('Docent has spent {0} of this month’s {1}.', dollars(spent), dollars(budget));
    const show = t('Show Usage');
    const picked = await vscode.window.showWarningMessage(message, show, ACTION_LABELS.setBudget);
    if (picked === show) showUsage();
    if (picked === ACTION_LABELS.setBudget) await act('setBudget');
  }

  const unsubscribe = docent.runs.subscribe((_, event) => {
    if (event.type !== 'run' || isActive(event.run.status)) return;
    look().catch((error: unknown) => log.error(`The budget could not be looked at: ${String(error)}`));
  });
  return { dispose: unsubscribe };
}
