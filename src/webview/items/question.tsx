import { t } from '@vscode/l10n';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Branch } from '../../core/types/branch.ts';
import { messageText, type Item, type Message } from '../../core/types/item.ts';
import { selectedText } from '../markdown/copy.ts';
import { useHost } from '../shared/host.ts';
import { Icon } from '../shared/icon.tsx';
import { tellMenu } from '../shared/menuContext.ts';
import { Part } from './part.tsx';
import { Tool, Tools } from './tools.tsx';

/** What was asked for already: a row that is scrolled back into the page is no new wish. */
const begun = new WeakSet<object>();

/** A question, which can be asked otherwise: what was answered stays in a branch. */
export function Question({ message, branch }: { message: Item<Message>; branch: Branch | null }) {
  const { canAsk, edit } = useHost();
  const [editing, setEditing] = useState(false);
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    if (edit?.itemId !== message.id || begun.has(edit)) return;
    begun.add(edit);
    setEditing(true);
  }, [edit]);
  const selected = () => (article.current ? selectedText(article.current).trim() : '');
  const onContextMenu = tellMenu(() => ({ docentMessage: 'question', itemId: message.id, questionId: '', text: messageText(message), selected: selected(), docentAsks: canAsk }));
  return (
    <article ref={article} class="message user" aria-label={t('You')} tabIndex={-1} onContextMenu={onContextMenu}>
      {editing ? (
        <Editing message={message} end={() => setEditing(false)} />
      ) : (
        <>
          {message.content.map((part, index) => (
            <Part key={index} name={String(index)} part={part} plain />
          ))}
          {canAsk && (
            <Tools label={t('Question')}>
              <Tool icon="edit" label={t('Edit question')} onClick={() => setEditing(true)} />
            </Tools>
          )}
        </>
      )}
      {branch && <Branches branch={branch} />}
    </article>
  );
}

/** The field has the menu of any field, and not that of the message around it. */
const FIELD_MENU = JSON.stringify({ docentMessage: '', preventDefaultContextMenuItems: false });

function Editing({ message, end }: { message: Item<Message>; end: () => void }) {
  const { send } = useHost();
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(messageText(message));
  useEffect(() => {
    const area = field.current;
    area?.focus();
    area?.setSelectionRange(area.value.length, area.value.length);
  }, []);

  async function ask(): Promise<void> {
    if (text.trim() !== '' && (await send('branch', { itemId: message.id, text }))) end();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // An Enter that ends a word which is being composed has this code in some browsers, and says nothing else of it.
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      end();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void ask();
    }
  }

  return (
    <div class="editing" data-vscode-context={FIELD_MENU}>
      <textarea
        ref={field}
        dir="auto"
        rows={Math.min(12, text.split('\n').length + 1)}
        aria-label={t('Edited question')}
        value={text}
        onInput={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div class="buttons">
        <button class="primary" onClick={ask} disabled={text.trim() === ''}>
          {t('Send')}
        </button>
        <button onClick={end}>{t('Cancel')}</button>
      </div>
    </div>
  );
}

/** Which of the branches that go off here is shown, and the way to the others. */
function Branches({ branch: { place, threads, current } }: { branch: Branch }) {
  const { showBranch } = useHost();
  const go = (to: number, label: string, icon: string) => (
    <button class="icon" aria-label={label} title={label} disabled={threads[to] === undefined} onClick={() => showBranch({ threadId: threads[to] ?? '', place })}>
      <Icon name={icon} />
    </button>
  );
  return (
    <div class="branches" role="group" aria-label={t('Branches')}>
      {go(current - 1, t('Previous branch'), 'chevron-left')}
      <span>
        {current + 1}/{threads.length}
      </span>
      {go(current + 1, t('Next branch'), 'chevron-right')}
    </div>
  );
}
