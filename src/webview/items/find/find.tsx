import { useEffect, useState } from 'preact/hooks';
import type { Sought } from '../../../protocol/view.ts';
import { lazy, useLazy } from '../../shared/lazy.ts';
import { useHost } from '../../shared/host.ts';
import type { FindProps } from './bar.tsx';

const bar = lazy(async () => (await import('./bar.tsx')).FindBar);
/** Those that are done with: a thread to which one comes back has nothing left to be looked for. */
const over = new WeakSet<Sought>();

/** The field for what is looked for in the thread, while it is open; it is loaded when it is first wanted. */
export function Find(props: FindProps) {
  const { find, threadId } = props;
  const { canAsk } = useHost();
  const [sought, setSought] = useState<Sought | null>(null);
  useEffect(() => {
    if (find && find.threadId === threadId && !over.has(find)) setSought(find);
    return () => void (find && over.add(find));
  }, [find]);
  useEffect(() => {
    // An analysis has the editor's own field for it. What is handled here, the editor is not told: it would look into a file that is open.
    if (!canAsk) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      setSought({ threadId, text: '' });
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [canAsk, threadId]);
  const FindBar = useLazy(bar, sought !== null);
  if (!sought || !FindBar) return null;
  return <FindBar {...props} find={sought} close={() => setSought(null)} />;
}
