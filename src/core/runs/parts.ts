import type { Files } from '../data/files.ts';
import type { Items } from '../data/items.ts';
import type { Owner } from '../data/owners.ts';
import type { RunRows } from '../data/runs.ts';
import type { Threads } from '../data/threads.ts';
import type { Model } from '../models/model.ts';
import type { RunScope, Tool } from '../tools/tool.ts';
import type { Assistant } from '../types/assistant.ts';
import type { Log } from '../types/log.ts';
import type { Run } from '../types/run.ts';
import type { Thread, ThreadOrigin } from '../types/thread.ts';
import type { GivenFile } from './dataFiles.ts';
import type { Front } from './front.ts';

/** What runs are made of. */
export interface RunsParts {
  readonly items: Items;
  readonly rows: RunRows;
  readonly threads: Threads;
  readonly files: Files;
  readonly owner: Owner;
  readonly log: Log;
  /** Who asks in threads of this origin. */
  front(origin: ThreadOrigin): Front;
  tools(assistant: Assistant): Promise<readonly Tool[]>;
  /** What runs the code that the user has run without a model; one for each run. */
  python(): Tool;
  /** What the model is told of where a thread's questions are asked; null: nothing. */
  surroundings(thread: Thread, now: Date): string | null;
  /** The uploaded files that an assistant and a thread give to code. */
  givenFiles(assistant: Assistant, thread: Thread): Promise<readonly GivenFile[]>;
  /** Waits until the run may begin; throws where it may not. */
  admit(run: Run, signal: AbortSignal, scope: RunScope): Promise<void>;
  /** Waits until what a run that has begun may need is ready; throws where it never will be. */
  prepare(assistant: Assistant, thread: Thread, signal: AbortSignal, scope: RunScope): Promise<void>;
  /** Asked before each turn, since one run may take many; throws where no more may be spent. */
  mayAsk(model: Model): Promise<void>;
}
