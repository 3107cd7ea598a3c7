import type { CallToolResult, Tool, ToolAnnotations } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { DocentError } from '../core/types/errors.ts';
import type { RunScope } from '../core/tools/tool.ts';
import type { McpParts } from './parts.ts';
import type { McpSession } from './session.ts';

/** What a tool is given besides its arguments. */
export interface McpCall extends McpParts {
  readonly session: McpSession;
  /** Aborted where the client cancels, or is gone. */
  readonly signal: AbortSignal;
  /** Tells a client that wants to know what is being done. */
  progress(message: string): void;
  /** Waits, and says what for where it takes a while. */
  readonly waitFor: RunScope['waitFor'];
}

/** A tool as clients see it, and what it does. */
export interface McpTool {
  readonly definition: Tool;
  /** @param args as they were sent @throws DocentError whose sentence the client's model is told; AbortError where it was cancelled */
  call(args: unknown, call: McpCall): Promise<CallToolResult>;
}

interface Description<Args> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodType<Args>;
  /** What `structuredContent` is; left out where there is none. */
  readonly output?: z.ZodType;
  readonly annotations: ToolAnnotations;
  run(args: Args, call: McpCall): Promise<CallToolResult>;
}

/** A tool that only looks: nothing is changed, and nothing outside Docent is asked. */
export const READS: ToolAnnotations = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

export function mcpTool<Args>({ name, title, description, input, output, annotations, run }: Description<Args>): McpTool {
  return {
    definition: {
      name,
      title,
      description,
      annotations,
      inputSchema: schemaOf(input),
      ...(output && { outputSchema: schemaOf(output) }),
    },
    call: (args, call) => run(checked(name, args, input), call),
  };
}

function schemaOf(schema: z.ZodType): Tool['inputSchema'] {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return { ...rest, type: 'object' } as Tool['inputSchema'];
}

/** @throws DocentError `bad_arguments` that names what is wrong */
function checked<Args>(tool: string, args: unknown, schema: z.ZodType<Args>): Args {
  const result = schema.safeParse(args ?? {}, { reportInput: true });
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new DocentError('bad_arguments', issue ? sentence(tool, issue) : `The arguments of ${tool} are wrong.`);
}

function sentence(tool: string, issue: z.core.$ZodIssue): string {
  const name = issue.path.join('.');
  if (issue.code === 'unrecognized_keys') return `${tool} takes no “${issue.keys.join('”, “')}”.`;
  if (issue.code === 'invalid_type' && issue.input === undefined) return `${tool} needs “${name}”.`;
  return `“${name || 'arguments'}” of ${tool} is wrong: ${issue.message}.`;
}
