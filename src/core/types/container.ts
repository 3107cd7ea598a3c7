/** What the process of a container may have. */
export const MEMORY_MB = { '1g': 1_024, '4g': 4_096 } as const;
export type ContainerMemory = keyof typeof MEMORY_MB;

/** A place where code runs that belongs to no thread: its files stay until nobody has used it for a while. */
export interface Container {
  /** `cntr_…`; also the name of its session. */
  readonly id: string;
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly lastActiveAt: number;
  /** It expires so many minutes after its last use. */
  readonly idleMinutes: number;
  readonly memory: ContainerMemory;
  /** Once expired it stays so: its files are gone. */
  readonly expired: boolean;
}

/** A file in the work folder of a container. */
export interface ContainerFile {
  /** `cfile_…`. */
  readonly id: string;
  readonly containerId: string;
  /** Its place below `/mnt/data`. */
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** Whether its code made it. */
  readonly source: 'user' | 'assistant';
  /** The uploaded file that it is a copy of; null where it is none. */
  readonly fileId: string | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}
