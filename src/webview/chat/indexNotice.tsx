import { t } from '@vscode/l10n';
import { ACTION_LABELS } from '../../protocol/actions.ts';
import type { IndexState, Rebuild } from '../../protocol/view.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

/** What became of a damaged index: said until it is mended, and once more when it is. */
export function IndexNotice({ index, rebuild }: { index: IndexState; rebuild: Rebuild }) {
  const { send } = useHost();
  const isDamaged = index.kind === 'damaged' && rebuild === null;
  if (!isDamaged && rebuild === null) return null;
  return (
    <div class="banner" role="status">
      <p>
        <Icon name={rebuild === 'done' ? 'info' : 'warning'} /> {isDamaged ? t('The index was damaged. Index the workspace again to search it.') : sentence(rebuild)}
      </p>
      {isDamaged && <button onClick={() => send('act', 'indexWorkspace')}>{ACTION_LABELS.indexWorkspace}</button>}
      {rebuild === 'done' && <button onClick={() => send('dismissRebuild', null)}>{t('Dismiss')}</button>}
    </div>
  );
}

function sentence(rebuild: Rebuild): string {
  return rebuild === 'done'
    ? t('The index was damaged. Docent has built it again from your files.')
    : t('The index was damaged. Docent is building it again from your files.');
}
