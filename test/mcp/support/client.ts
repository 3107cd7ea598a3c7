import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { CallToolResultSchema, type CallToolResult } from '@modelcontextprotocol/sdk/types.js';

/** The official client; what a tool gives it checks against the schema that the server has told. */
export async function connected(transport: Transport): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(transport);
  await client.listTools();
  return client;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onprogress?: (progress: { readonly progress: number; readonly message?: string | undefined }) => void;
}

/** Calls a tool; a busy machine may take its time. */
export async function call(client: Client, name: string, args: Readonly<Record<string, unknown>>, options: CallOptions = {}): Promise<CallToolResult> {
  return CallToolResultSchema.parse(await client.callTool({ name, arguments: args }, undefined, { timeout: 60_000, ...options }));
}

/** All text that a tool gave. */
export function textOf({ content }: CallToolResult): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
}

/** The one sentence with which a call has failed. */
export async function failure(client: Client, name: string, args: Readonly<Record<string, unknown>>): Promise<string> {
  const result = await call(client, name, args);
  assert.equal(result.isError, true, JSON.stringify(result));
  const text = textOf(result);
  assert.ok(!text.includes('\n'), text);
  return text;
}
