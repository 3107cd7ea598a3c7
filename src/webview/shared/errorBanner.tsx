import type { ErrorInfo } from '../../core/types/errors.ts';
import { Banner } from './banner.tsx';
import { useHost } from './host.ts';

/** The same in a view of a thread, whose editor does what leads out. */
export function ErrorBanner({ error }: { error: ErrorInfo }) {
  const { send } = useHost();
  return <Banner error={error} onAct={(action) => send('act', action)} />;
}
