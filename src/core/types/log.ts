import { visible } from '../text/visible.ts';

/** Where every part reports. The editor gives its one `LogOutputChannel`, which has this shape. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** The log with whatever foreign text its lines hold made visible: it may end in a terminal. */
export function visibleLog(log: Log): Log {
  return {
    debug: (message) => log.debug(visible(message)),
    info: (message) => log.info(visible(message)),
    warn: (message) => log.warn(visible(message)),
    error: (message) => log.error(visible(message)),
  };
}
