import type { Docent } from '../core/docent.ts';
import type { ConsentBroker } from '../core/runs/consents.ts';
import type { Advice } from '../core/types/advice.ts';
import type { Log } from '../core/types/log.ts';

/** What the MCP server is made with. */
export interface McpParts {
  readonly docent: Docent;
  /** Docent's own, as its package has it. */
  readonly version: string;
  /** Absolute paths of the folders that are searched, whose files code may be given. */
  folders(): readonly string[];
  readonly advice: Advice;
  /** Who is asked before code runs without a sandbox; whether a tool is called at all, the client asks. */
  readonly consents: ConsentBroker;
  readonly log: Log;
}
