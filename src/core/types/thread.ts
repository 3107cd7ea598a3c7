import type { ToolResources } from './assistant.ts';

/** Who made a thread; the chat's list shows what people made there. `editor`, `mcp`: where the editor's own chat, or a client of the MCP server, runs code. */
export type ThreadOrigin = 'chat' | 'analysis' | 'api' | 'editor' | 'mcp';

/** A title is cut to what a list has room for, in characters. */
export const TITLE_LENGTH = 60;

/** Where a thread stands in lists: above all others, or out of sight. */
export type Shelf = 'pinned' | 'archived';

/** From where a thread branches off. */
export interface Fork {
  /** The first thread of its family. */
  readonly root: string;
  /** The thread from which it went off. */
  readonly from: string;
  /** So many of its items, from the first on, are copies of that one's. */
  readonly at: number;
}

/** A conversation: an ordered list of items, kept apart from it. */
export interface Thread {
  readonly id: string;
  /** Empty until the first question names it. */
  readonly title: string;
  readonly origin: ThreadOrigin;
  /** The ids of the folders it belongs to, a line each; '' for none. */
  readonly workspace: string;
  /** What tools work on in this thread, besides what the assistant brings. */
  readonly toolResources: ToolResources;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly metadata: Readonly<Record<string, string>>;
  /** Left out where it is no branch. */
  readonly fork?: Fork;
  /** Left out where it stands among the others. */
  readonly shelf?: Shelf | undefined;
}

/** Threads that people made. */
export const OWN_ORIGINS: readonly ThreadOrigin[] = ['chat', 'analysis'];

/** Whether a thread is one of a workspace: of any of its folders, or of none where it has none. */
export function belongsTo(thread: Pick<Thread, 'workspace'>, workspace: string): boolean {
  const folders = workspace.split('\n');
  return thread.workspace.split('\n').some((id) => folders.includes(id));
}
