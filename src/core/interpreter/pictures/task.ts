/** What a thread is given to make one bitmap of; absolute paths. */
export interface BitmapTask {
  readonly svg: string;
  /** The program that draws, as WebAssembly. */
  readonly program: string;
  /** The one font that it writes with. */
  readonly font: string;
}
