import { IDLE_MINUTES } from '../../core/containers/containers.ts';
import type { Docent } from '../../core/docent.ts';
import type { Container } from '../../core/types/container.ts';
import type { Item } from '../../core/types/item.ts';
import { existingContainer } from '../containers/existing.ts';
import type { GivenTool } from './toolFields.ts';

/** Where the code of a response runs. */
export interface ChosenContainer {
  readonly id: string;
  /** Whether it was made for this response. */
  readonly isNew: boolean;
}

/**
 * The container that the code interpreter names; for `auto` the one in which code of the thread ran last, as long as that lives, else a
 * new one. Null where there is no code interpreter.
 * @throws ApiError
 */
export async function containerFor(docent: Docent, tools: readonly GivenTool[], before: readonly Item[]): Promise<ChosenContainer | null> {
  const tool = tools.find(({ type }) => type === 'code_interpreter');
  if (tool?.type !== 'code_interpreter') return null;
  const chosen = await chosenContainer(docent, tool, before);
  for (const fileId of readFiles(before)) if (await docent.files.get(fileId)) await docent.containers.files.addKept(chosen.id, fileId);
  return chosen;
}

/** What came along when there was no code that could have had it: the model has read its text alone. */
function readFiles(before: readonly Item[]): readonly string[] {
  const parts = before.flatMap((item) => (item.type === 'message' ? item.content : []));
  return parts.flatMap((part) => (part.type === 'context' && part.fileId !== undefined ? [part.fileId] : []));
}

async function chosenContainer(docent: Docent, tool: Extract<GivenTool, { type: 'code_interpreter' }>, before: readonly Item[]): Promise<ChosenContainer> {
  if (typeof tool.container === 'string') {
    const { id } = await existingContainer(docent, tool.container);
    return { id, isNew: false };
  }
  const { file_ids, memory_limit } = tool.container;
  const last = await lastContainer(docent, before);
  if (last && (memory_limit ?? last.memory) === last.memory) {
    for (const fileId of file_ids ?? []) await docent.containers.files.addKept(last.id, fileId);
    return { id: last.id, isNew: false };
  }
  const { id } = await docent.containers.create({ name: 'auto', idleMinutes: IDLE_MINUTES, memory: memory_limit ?? '1g' }, file_ids ?? []);
  return { id, isNew: true };
}

async function lastContainer({ containers }: Docent, before: readonly Item[]): Promise<Container | null> {
  const call = before.findLast((item) => item.type === 'code_interpreter_call' && item.container !== undefined);
  const container = call?.type === 'code_interpreter_call' ? await containers.get(call.container ?? '') : null;
  return container?.expired === false ? container : null;
}
