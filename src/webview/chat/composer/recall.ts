import { useRef } from 'preact/hooks';
import { useHost } from '../../shared/host.ts';
import type { Draft } from './draft.ts';

/** In an empty field ArrowUp brings back the last questions, the newest first; ArrowDown returns. What one has changed is one's own. */
export function useRecall(draft: Draft): (event: KeyboardEvent) => boolean {
  const { request } = useHost();
  const questions = useRef<readonly string[]>([]);
  const at = useRef(-1);
  const loading = useRef(false);

  function show(index: number): void {
    at.current = index;
    draft.write(questions.current[index] ?? '');
  }

  async function begin(): Promise<void> {
    at.current = 0;
    loading.current = true;
    questions.current = (await request('recall', null)) ?? [];
    loading.current = false;
    if (questions.current.length > 0) show(Math.min(at.current, questions.current.length - 1));
  }

  return (event) => {
    if (loading.current && event.key === 'ArrowUp') at.current++;
    if (loading.current) return false;
    const isRecalled = at.current >= 0 && draft.text === questions.current[at.current];
    if (!isRecalled) at.current = -1;
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.key === 'ArrowUp' && draft.text === '') void begin();
    else if (event.key === 'ArrowUp' && isRecalled) show(Math.min(at.current + 1, questions.current.length - 1));
    else if (event.key === 'ArrowDown' && isRecalled) show(at.current - 1);
    else return false;
    event.preventDefault();
    return true;
  };
}
