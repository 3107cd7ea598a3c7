import { useEffect } from 'preact/hooks';
import { focusField } from '../shared/focusField.ts';

/** As in the editor's own chat: Ctrl+Up goes to the newest message and on upwards, Ctrl+Down back to the field; on a Mac with Cmd. */
export function useMessageKeys(): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const isUp = event.key === 'ArrowUp';
      if ((!isUp && event.key !== 'ArrowDown') || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      const messages = [...document.querySelectorAll<HTMLElement>('article.message')];
      const at = messages.findIndex((message) => message.contains(document.activeElement));
      const next = at < 0 ? (isUp ? messages.at(-1) : undefined) : messages[isUp ? at - 1 : at + 1];
      event.preventDefault();
      if (next) next.focus();
      else if (!isUp) focusField();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
