import { t } from '@vscode/l10n';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

/** What one does with code besides copying it: into the editor at the cursor, or into the file where it belongs, once one has seen the difference. */
export function CodeTools({ code, language }: { code: string; language: string }) {
  const { send } = useHost();
  const tool = (icon: string, label: string, title: string, onClick: () => unknown) => (
    <button aria-label={label} title={title} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
  return (
    <>
      {tool('insert', t('Insert'), t('Insert at the cursor of the editor'), () => send('insertText', { text: code }))}
      {tool('diff', t('Apply'), t('Apply to the file in the editor; the difference is shown first'), () => send('applyCode', { code, language }))}
      {tool('go-to-file', t('Open'), t('Open as a new file'), () => send('openCode', { code, language }))}
    </>
  );
}
