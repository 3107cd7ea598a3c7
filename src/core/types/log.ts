/** Where every part reports. The editor gives its one `LogOutputChannel`, which has this shape. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}
