import { t } from '@vscode/l10n';
import { useEffect } from 'preact/hooks';
import { Banner } from '../shared/banner.tsx';
import { useConnection } from './connection.ts';
import { focusGrid } from './focus.ts';
import { Preview } from './preview.tsx';
import { Strip } from './strip.tsx';
import { TableView } from './tableView.tsx';

/** A table in an editor tab. */
export function GridPage() {
  const connection = useConnection();
  const { table, preview, read, isReading, error, failed, isOld, reload, choose, ask } = connection;
  const shown = failed ? null : table;
  const trouble = failed?.error ?? error;
  const isThere = shown !== null && !preview;
  // Whoever comes to the table goes on by keys at once.
  useEffect(() => {
    if (!isThere) return;
    const take = () => {
      if (document.activeElement === document.body) focusGrid();
    };
    if (document.hasFocus()) take();
    addEventListener('focus', take);
    return () => removeEventListener('focus', take);
  }, [isThere]);
  return (
    <main class="grid-page" onKeyDown={onKeyDown}>
      <h1 class="visually-hidden">{document.title}</h1>
      <Strip table={shown} choice={failed?.choice ?? table?.choice ?? {}} isReading={isReading} onChoose={choose} />
      {trouble && <Banner error={trouble} onAct={(action) => (action === 'retry' ? reload() : void ask('act', action))} />}
      {isOld && (
        <div class="banner" role="status">
          <p>{t('The file has changed since it was read.')}</p>
          <button onClick={reload}>{t('Reload')}</button>
        </div>
      )}
      {isReading && (!shown || preview) ? <Preview preview={preview} read={read} /> : shown && <TableView table={shown} isReading={isReading} ask={ask} onChoose={choose} />}
    </main>
  );
}

/** Ctrl+F leads to the search, and Escape from what stands around the grid back into it. */
function onKeyDown(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, target, currentTarget } = event;
  if (!(target instanceof Element) || !(currentTarget instanceof Element)) return;
  if (key === 'f' && (ctrlKey || metaKey)) {
    currentTarget.querySelector<HTMLInputElement>('.table-bar input')?.select();
    event.preventDefault();
  }
  // In a search that holds something, Escape takes that away first.
  if (key === 'Escape' && !(target instanceof HTMLInputElement && target.value)) focusGrid();
}
