import { t } from '@vscode/l10n';
import { useEffect, useState } from 'preact/hooks';
import { fileSize } from '../../core/text/fileSize.ts';
import type { Item } from '../../core/types/item.ts';
import type { Variable } from '../../core/types/variable.ts';
import type { ViewState } from '../../protocol/view.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';

/** What the thread's Python holds, as it is after each piece of code. */
export function Variables({ state, running }: { state: ViewState; running: boolean }) {
  const { request, send } = useHost();
  const [isOpen, setOpen] = useState(false);
  /** Undefined until they have come. */
  const [variables, setVariables] = useState<readonly Variable[] | null | undefined>(undefined);
  const [resets, setResets] = useState(0);
  const ended = endedCode(state.items);
  useEffect(() => {
    if (!isOpen) return;
    let isOld = false;
    void request('variables', null).then((told) => !isOld && setVariables(told));
    return () => void (isOld = true);
  }, [isOpen, ended, running, resets]);

  return (
    <details class="variables" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Icon name="chevron-right" /> {t('Variables')}
        {isOpen && variables && variables.length > 0 ? ` (${variables.length})` : ''}
      </summary>
      {variables && variables.length > 0 ? <VariableTable variables={variables} /> : variables !== undefined && <p class="quiet">{nothingToShow(variables)}</p>}
      {variables && (
        <div class="buttons">
          <button onClick={async () => (await send('restartPython', null)) && setResets(resets + 1)}>
            <Icon name="debug-restart" /> {t('Restart Python')}
          </button>
        </div>
      )}
    </details>
  );
}

function nothingToShow(variables: readonly Variable[] | null): string {
  return variables === null ? t('No Python runs for this analysis: run some of its code, and its variables are listed here.') : t('The code has made no variables yet.');
}

/** Changes whenever a piece of code has ended. */
function endedCode(items: readonly Item[]): number {
  return items.reduce((latest, item) => (item.type === 'code_interpreter_call' ? Math.max(latest, item.endedAt ?? 0) : latest), 0);
}

function VariableTable({ variables }: { variables: readonly Variable[] }) {
  const { send } = useHost();
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={t('Variables')}>
      <table>
        <thead>
          <tr>
            {[t('Name'), t('Type'), t('Size'), t('Value')].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <th scope="col">
              <span class="visually-hidden">{t('Save')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {variables.map(({ name, type, shape, bytes, preview, saves }) => (
            <tr key={name}>
              <th scope="row">{name === '_' ? t('last value') : name}</th>
              <td>{type}</td>
              <td title={bytes === null ? undefined : fileSize(bytes)}>{shape || (bytes === null ? '' : fileSize(bytes))}</td>
              <td>{preview}</td>
              <td>
                {saves && (
                  <button class="icon" aria-label={t('Save {0} as a file', name)} title={t('Save as .{0}', saves)} onClick={() => send('saveVariable', { name, saves })}>
                    <Icon name="save" />
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
