import { t } from '@vscode/l10n';
import { useHost } from '../shared/host.ts';
import { FigureTool } from './figureTool.tsx';

/** What one does with code besides copying it: into the editor at the cursor, or into the file where it belongs, once one has seen the difference. */
export function CodeTools({ code, language }: { code: string; language: string }) {
  const { send } = useHost();
  return (
    <>
      <FigureTool icon="insert" label={t('Insert')} title={t('Insert at the cursor of the editor')} onClick={() => send('insertText', { text: code })} />
      <FigureTool icon="diff" label={t('Apply')} title={t('Apply to the file in the editor; the difference is shown first')} onClick={() => send('applyCode', { code, language })} />
      <FigureTool icon="go-to-file" label={t('Open')} title={t('Open as a new file')} onClick={() => send('openCode', { code, language })} />
    </>
  );
}
