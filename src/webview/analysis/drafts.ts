import { createContext } from 'preact';
import { useCallback, useContext, useMemo, useState } from 'preact/hooks';
import { useHost } from '../shared/host.ts';
import { memory } from '../shared/port.ts';

/** The name under which a cell is kept that is only being written. */
export const NEW_CELL = 'new';

/** The code of an analysis as the user has it, and the ways to run it. */
export interface Cells {
  /** What was changed and not run yet, by the ids of the items. */
  readonly drafts: Readonly<Record<string, string>>;
  /** Null: nothing of one's own any more. */
  keep(id: string, code: string | null): void;
  run(id: string): Promise<boolean>;
  runAll(): Promise<boolean>;
  /** Whether something is under way, so that nothing else can be run. */
  readonly isBusy: boolean;
}

const CellsContext = createContext<Cells>({ drafts: {}, keep: () => {}, run: async () => false, runAll: async () => false, isBusy: false });
export const CellsProvider = CellsContext.Provider;
export const useCells = (): Cells => useContext(CellsContext);

/** The drafts stay while the view is hidden, and when the window is loaded anew. */
export function useDrafts(isBusy: boolean): Cells {
  const { send } = useHost();
  const [drafts, setDrafts] = useState(() => memory.get().drafts);
  const change = useCallback((next: (before: Cells['drafts']) => Cells['drafts']) => {
    setDrafts((before) => {
      const after = next(before);
      memory.set({ drafts: after });
      return after;
    });
  }, []);
  const keep = useCallback((id: string, code: string | null) => {
    change((before) => {
      const { [id]: _, ...others } = before;
      return code === null ? others : { ...others, [id]: code };
    });
  }, []);
  return useMemo(
    () => ({
      drafts,
      keep,
      isBusy,
      async run(id) {
        const isNew = id === NEW_CELL;
        const isRun = await send('runCells', { which: 'these', cells: [{ itemId: isNew ? null : id, code: drafts[id] ?? (isNew ? '' : null) }] });
        if (isRun) keep(id, null);
        return isRun;
      },
      async runAll() {
        const { [NEW_CELL]: _, ...changed } = drafts;
        const isRun = await send('runCells', { which: 'all', changed });
        if (isRun) change(onlyNew);
        return isRun;
      },
    }),
    [drafts, isBusy],
  );
}

/** What was written but is no cell of the thread yet stays as it is. */
function onlyNew(drafts: Cells['drafts']): Cells['drafts'] {
  return Object.fromEntries(Object.entries(drafts).filter(([id]) => id === NEW_CELL));
}
