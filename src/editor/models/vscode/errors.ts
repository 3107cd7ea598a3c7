import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { TOO_LONG } from '../../../core/openai/fault.ts';
import { ContextExceeded, DocentError } from '../../../core/types/errors.ts';
import { oneLine } from '../../../core/text/oneLine.ts';

/** Enough for a sentence or two; some vendors send a whole stack. */
const WORDS_CHARS = 300;

/** What went wrong with a request to one of the editor's models, as one sentence with a way out. */
export function languageModelError(thrown: unknown, label: string, vendor: string): DocentError {
  if (thrown instanceof DocentError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  const words = oneLine(error.message, WORDS_CHARS);
  const said = words ? `: ${words}` : '';
  switch (codeOf(error)) {
    case vscode.LanguageModelError.NoPermissions.name: {
      const message = t('The editor does not let Docent use “{0}” ({1}); ask again and allow it, or choose another model.', label, vendor);
      return new DocentError('model_not_allowed', message, 'retry', thrown);
    }
    case vscode.LanguageModelError.NotFound.name:
      return languageModelMissing(label, vendor, thrown);
    case vscode.LanguageModelError.Blocked.name:
      return new DocentError('model_blocked', t('{0} blocked the request to “{1}”{2}; choose another model.', vendor, label, said), 'configureModel', thrown);
    case 'ChatQuotaExceeded':
      return new DocentError('model_quota_exceeded', t('Your quota with {0} is used up{1}; choose another model.', vendor, said), 'configureModel', thrown);
    case 'ChatRateLimited':
      return new DocentError('model_rate_limited', t('{0} takes no more requests for now{1}; try again later.', vendor, said), 'retry', thrown);
  }
  if (TOO_LONG.test(error.message)) {
    return new ContextExceeded(t('This thread is too long for “{0}”; start a new one, or choose a model that reads more.', label), null, thrown);
  }
  return new DocentError('model_failed', t('“{0}” ({1}) failed{2}; try again in a moment.', label, vendor, said), 'retry', thrown);
}

export function languageModelMissing(label: string, vendor: string, cause?: unknown): DocentError {
  const message = t('The editor has no model “{0}” of {1} now; sign in there, or choose another model.', label, vendor);
  return new DocentError('model_not_found', message, 'configureModel', cause);
}

/** VS Code names its own errors by code; vendors name theirs by name, of which these two are Copilot's. */
function codeOf(error: Error): string {
  return error instanceof vscode.LanguageModelError ? error.code : error.name;
}
