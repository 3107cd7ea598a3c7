/** A file in a work folder. */
export interface WorkFile {
  /** `/` between parts. */
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
}
