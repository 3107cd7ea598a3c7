import { clip } from '../text/clip.ts';
import { visible } from '../text/visible.ts';

/** Where every part reports. The editor gives its one `LogOutputChannel`, which has this shape. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/**
 * The log with whatever foreign text its messages hold made visible, and cut: it may end in a terminal.
 * @param longest characters of a message, before they are made visible
 */
export function visibleLog(log: Log, longest: number): Log {
  const shown = (message: string) => visible(clip(message, longest));
  return {
    debug: (message) => log.debug(shown(message)),
    info: (message) => log.info(shown(message)),
    warn: (message) => log.warn(shown(message)),
    error: (message) => log.error(shown(message)),
  };
}
