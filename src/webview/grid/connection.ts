import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { errorInfo, isAbort, type ErrorInfo } from '../../core/types/errors.ts';
import type { GridProgress, GridTable } from '../../core/types/grid.ts';
import type { TableChoice } from '../../core/types/tableChoice.ts';
import type { GridHostContract, GridViewContract } from '../../protocol/grid.ts';
import { connect, type Peer } from '../../rpc.ts';
import { port } from '../shared/port.ts';

type Requests = GridHostContract['requests'];

/** Asks the editor; a failure is shown above the table, and null where it was. */
export type Ask = <Name extends keyof Requests>(name: Name, params: Requests[Name]['params']) => Promise<Requests[Name]['result'] | null>;

/** How far the table is. */
export interface Connection {
  readonly table: GridTable | null;
  /** While it is read: its first rows, and how many there are so far. */
  readonly preview: Extract<GridProgress, { kind: 'preview' }> | null;
  readonly read: number;
  readonly isReading: boolean;
  /** What was asked for and can't be done. */
  readonly error: ErrorInfo | null;
  /** Why there is no table, and how it was to be read. */
  readonly failed: { readonly error: ErrorInfo; readonly choice: TableChoice } | null;
  /** Whether the file has changed since. */
  readonly isOld: boolean;
  readonly ask: Ask;
  reload(): void;
  choose(choice: TableChoice): void;
}

export function useConnection(): Connection {
  const [table, setTable] = useState<GridTable | null>(null);
  const [preview, setPreview] = useState<Connection['preview']>(null);
  const [read, setRead] = useState(0);
  const [isReading, setReading] = useState(true);
  const [error, setError] = useState<ErrorInfo | null>(null);
  const [failed, setFailed] = useState<Connection['failed']>(null);
  const [isOld, setOld] = useState(false);
  const host = useRef<Peer<GridHostContract>>(null);

  const ask: Ask = useCallback(async (name, params) => {
    try {
      setError(null);
      return (await host.current?.request(name, params)) ?? null;
    } catch (thrown) {
      if (!isAbort(thrown)) setError(errorInfo(thrown));
      return null;
    }
  }, []);
  const begin = (name: 'ready' | 'reload') => {
    setReading(true);
    setOld(false);
    setRead(0);
    void ask(name, null);
  };
  useEffect(() => {
    const peer = connect<GridViewContract, GridHostContract>(port, {
      requests: {},
      events: {
        progress(progress) {
          if (progress.kind === 'preview') setPreview(progress);
          else setRead(progress.rows);
        },
        table(opened) {
          setTable(opened);
          setFailed(null);
          setPreview(null);
          setReading(false);
        },
        failed(told) {
          setFailed(told);
          setPreview(null);
          setReading(false);
        },
        changed: () => setOld(true),
      },
    });
    host.current = peer;
    begin('ready');
    return () => peer.dispose();
  }, []);
  const reload = useCallback(() => begin('reload'), []);
  const choose = useCallback((choice: TableChoice) => {
    setReading(true);
    void ask('choose', choice);
  }, []);
  return { table, preview, read, isReading, error, failed, isOld, ask, reload, choose };
}
