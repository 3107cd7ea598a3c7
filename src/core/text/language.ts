import { t } from '@vscode/l10n';

/** The messages of a language, by the English ones. */
export type Messages = Readonly<Record<string, string>>;

/** The language whose forms numbers and dates take, as a tag of BCP 47: that of the messages, whose translators give its tag here. */
export function language(): string {
  return t('en');
}
