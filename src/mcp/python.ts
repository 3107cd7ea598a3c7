import { readFile } from 'node:fs/promises';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import * as z from 'zod';
import { DEFAULT_ASSISTANT } from '../core/assistants/default.ts';
import type { Docent } from '../core/docent.ts';
import { CLIENT } from '../core/limits/limits.ts';
import { outputsText, outputText } from '../core/models/callOutput.ts';
import { fileSize } from '../core/text/fileSize.ts';
import { oneLine } from '../core/text/oneLine.ts';
import { DocentError } from '../core/types/errors.ts';
import { newId } from '../core/types/id.ts';
import type { DataFile } from '../core/types/item.ts';
import type { Output, StoredFile } from '../core/types/output.ts';
import { WORKSPACE } from '../core/types/vectorStore.ts';
import { withOwnNames, workspaceFiles } from '../core/workspaceFiles.ts';
import type { McpParts } from './parts.ts';
import { mcpTool, type McpCall } from './tool.ts';
import { readUri, resultUri } from './uri.ts';

type Content = CallToolResult['content'][number];

/** What models see. */
const SEEN = new Set(['image/png', 'image/jpeg']);
/** A line that tells how far it is, in characters. */
const PROGRESS_CHARS = 200;

export const runPython = mcpTool({
  name: 'run_python',
  title: 'Run Python',
  description:
    'Runs Python in a sandbox without network; gives what it prints, its last expression, tables and charts. Variables stay between calls. Files to work on are named in “files” and are found in /mnt/data; files written there come back as resources.',
  input: z.strictObject({
    code: z.string().refine((code) => code.trim() !== '', 'it is empty'),
    files: z.array(z.string()).max(64).optional().describe('Paths in the workspace, or URIs of documents; code finds each at /mnt/data/<name>'),
  }),
  // In the sandbox its own work folder alone is written to; without one nobody knows what code does.
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: false },
  async run({ code, files = [] }, call) {
    const { docent, session } = call;
    const given = withOwnNames(await Promise.all(files.map((file) => givenFile(file, call))));
    const outputs = await outputsOf(code, given, call);
    const text = outputsText(outputs, textOf) || 'The code ran to its end and printed nothing.';
    for (const output of outputs) if (output.type === 'image' || output.type === 'file') session.keep(output.file);
    const content: Content[] = [{ type: 'text', text }];
    for (const part of await Promise.all(shown(outputs).map((file) => imageOf(file, docent)))) content.push(part);
    for (const file of linked(outputs)) content.push(linkOf(file));
    return { content, isError: outputs.some(({ type }) => type === 'exception') };
  },
});

async function outputsOf(code: string, files: readonly DataFile[], { docent, session, signal, progress, waitFor, advice, consents }: McpCall): Promise<readonly Output[]> {
  const thread = await session.thread();
  const outputs: Output[] = [];
  await docent.callTool({
    assistant: DEFAULT_ASSISTANT,
    thread,
    name: 'code_interpreter',
    args: { code },
    files,
    advice,
    signal,
    waitFor,
    output(output) {
      outputs.push(output);
      progress(oneLine(textOf(output).trim().split('\n').at(-1) ?? '', PROGRESS_CHARS));
    },
    async consent(subject) {
      const question = { id: newId('consent_'), threadId: thread.id, runId: '', subject, answer: null };
      return (consents.known(question) ?? (await consents.ask(question, signal))) !== 'deny';
    },
  });
  return outputs;
}

/** @throws DocentError `file_missing`, `file_not_allowed` */
async function givenFile(named: string, { docent, folders }: Pick<McpParts, 'docent' | 'folders'>): Promise<DataFile> {
  const place = readUri(named);
  const path = place?.kind === 'document' && place.store === WORKSPACE ? place.document : named;
  if (!place || path !== named) {
    const [file] = await workspaceFiles(folders(), [path]);
    if (file) return file;
  }
  const id = place?.kind === 'document' ? place.document : place?.id;
  const file = id === undefined ? null : await docent.files.get(id);
  if (!file) throw new DocentError('file_missing', `There is no file “${named}”.`);
  return { name: file.name, path: docent.files.path(file), bytes: file.bytes };
}

function textOf(output: Output): string {
  if (output.type === 'image') return `[chart: ${output.title || output.file.name}]`;
  if (output.type === 'file') return `[file: /mnt/data/${output.file.name}, ${fileSize(output.file.bytes)}, ${resultUri(output.file.id)}]`;
  return outputText(output);
}

function images(outputs: readonly Output[]): readonly StoredFile[] {
  return outputs.flatMap((output) => (output.type === 'image' ? [output.file] : []));
}

/** The charts that come with the answer. */
function shown(outputs: readonly Output[]): readonly StoredFile[] {
  return images(outputs).filter(({ mime, bytes }) => SEEN.has(mime) && bytes <= CLIENT.image.max).slice(0, CLIENT.images.max);
}

function linked(outputs: readonly Output[]): readonly StoredFile[] {
  const here = new Set(shown(outputs));
  return outputs.flatMap((output) => ((output.type === 'file' || output.type === 'image') && !here.has(output.file) ? [output.file] : []));
}

async function imageOf(file: StoredFile, docent: Docent): Promise<Content> {
  return { type: 'image', data: await readFile(docent.files.path(file), 'base64'), mimeType: file.mime };
}

function linkOf({ id, name, mime, bytes }: StoredFile): Content {
  return { type: 'resource_link', uri: resultUri(id), name, mimeType: mime, size: bytes };
}
