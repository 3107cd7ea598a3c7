import { t } from '@vscode/l10n';

/** What a quote is that begins with `[!NOTE]` and its like, as on GitHub. */
export type Alert = 'note' | 'tip' | 'important' | 'warning' | 'caution';

const MARKER = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** What a quote's first paragraph makes of it, and what is left of that; null where it is a quote like any other. */
export function alertIn(source: string): { readonly alert: Alert; readonly rest: string } | null {
  const [marker = '', name = ''] = MARKER.exec(source) ?? [];
  return marker ? { alert: name.toLowerCase() as Alert, rest: source.slice(marker.length) } : null;
}

export function alertTitle(alert: Alert): string {
  switch (alert) {
    case 'note':
      return t('Note');
    case 'tip':
      return t('Tip');
    case 'important':
      return t('Important');
    case 'warning':
      return t('Warning');
    case 'caution':
      return t('Caution');
  }
}
