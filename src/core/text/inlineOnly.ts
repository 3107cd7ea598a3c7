import { t } from '@vscode/l10n';

/** What a chart asks for is refused: it draws the data that it came with, and follows no link. */
export function inlineOnly(onRefused: (address: string) => void) {
  const refuse = (address: string): Promise<never> => {
    onRefused(address);
    return Promise.reject(new Error(t('Not loaded: {0}', address)));
  };
  return { load: refuse, sanitize: refuse, http: refuse, file: refuse };
}
