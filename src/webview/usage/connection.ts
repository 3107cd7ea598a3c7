import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { errorInfo } from '../../core/types/errors.ts';
import type { UsageHostContract, UsageReport, UsageViewContract } from '../../protocol/usage.ts';
import { connect, type Peer } from '../../rpc.ts';
import { port } from '../shared/port.ts';

type RequestName = keyof UsageHostContract['requests'];

/** The page's connection to the editor. */
export function useReport() {
  const [report, setReport] = useState<UsageReport | null>(null);
  const [error, setError] = useState<string | null>(null);
  const host = useRef<Peer<UsageHostContract>>(null);

  const send = useCallback((name: RequestName) => {
    setError(null);
    host.current?.request(name, null).catch((thrown: unknown) => setError(errorInfo(thrown).message));
  }, []);
  useEffect(() => {
    const peer = connect<UsageViewContract, UsageHostContract>(port, { requests: {}, events: { report: setReport } });
    host.current = peer;
    send('ready');
    return () => peer.dispose();
  }, []);
  return { report, error, send };
}
