import type { Origin } from './candidates.ts';

export interface PythonInfo {
  /** The interpreter's own `sys.executable`: never a shim. */
  readonly executable: string;
  /** e.g. `3.11.7` */
  readonly version: string;
  /** Those of the usual ones for data and charts that are installed, by the names they are imported with. */
  readonly libraries: readonly string[];
}

/** A Python of this machine, as it is chosen from. */
export interface Environment extends PythonInfo {
  readonly origin: Origin;
}

/** A Python as it describes itself, with what a sandbox has to let in. */
export interface Python extends PythonInfo {
  /** `sys.prefix` and `sys.base_prefix`: two different folders in a virtual environment. */
  readonly prefixes: readonly string[];
  /** Where `pip install --user` puts packages; null where there is none. */
  readonly userSite: string | null;
  /** The folders of the libraries that it is linked to, of the system or not; absolute. */
  readonly linked: readonly string[];
  /** Folders in which its libraries are searched before all others, since the wrapper that starts it says so; absolute. */
  readonly searched: readonly string[];
  /** The loader that its program names; null where it names none. */
  readonly loader: string | null;
  /** The folders that packages are installed to; absolute. */
  readonly packages: readonly string[];
}
