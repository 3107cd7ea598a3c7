import { t } from '@vscode/l10n';

/** The language whose forms numbers and dates take, as a tag of BCP 47: that of the messages, whose translators give its tag here. */
export function language(): string {
  return t('en');
}
