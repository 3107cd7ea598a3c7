import { t } from '@vscode/l10n';
import { useEffect, useState } from 'preact/hooks';

/** In milliseconds: what takes less needs no word. */
const WORTH_SAYING_MS = 500;

/** Stands in a view while the data is being opened: a moment, or as long as an update of much data takes. */
export function Opening() {
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), WORTH_SAYING_MS);
    return () => clearTimeout(timer);
  }, []);
  return isLong && (
    <main class="welcome">
      <p role="status" class="quiet">
        {t('Docent’s data is being opened…')}
      </p>
    </main>
  );
}
