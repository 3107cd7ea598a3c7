import { fenced } from '../../text/fence.ts';
import { transcript, type ImagePart, type TranscriptCall, type TranscriptEntry } from '../transcript.ts';
import type { ToolChoice } from '../../types/options.ts';
import type { ToolDefinition } from '../../types/tool.ts';
import type { ModelRequest } from '../model.ts';

interface TextMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
  /** What its user shows. */
  readonly images: readonly ImagePart[];
}

const NONE: readonly ImagePart[] = [];

/**
 * A thread as messages, for servers that can't call tools: the instructions say how to call them in words, calls are blocks in
 * what the model said, and their results are said by the user.
 */
export function toTextMessages({ instructions, items, tools, options }: ModelRequest): TextMessage[] {
  const isFree = tools.length === 0 || options.toolChoice === 'none';
  const system = [instructions, isFree ? '' : manual(tools, options.toolChoice)].filter(Boolean).join('\n\n');
  const messages = transcript(items).flatMap(entryMessages);
  return merged(system ? [{ role: 'system', content: system, images: NONE }, ...messages] : messages);
}

function manual(tools: readonly ToolDefinition[], choice: ToolChoice): string {
  const example = fenced(JSON.stringify({ name: 'the tool', arguments: {} }), 'json');
  const list = tools.map(({ name, description, parameters }) => `- ${name}: ${description} Arguments: ${JSON.stringify(parameters)}`);
  const must = choice === 'required' ? 'You must call a tool now.' : typeof choice === 'object' ? `You must call ${choice.name} now.` : '';
  return [
    'You can call tools. To call one, end your message with a block like this, and write nothing after it; the result comes next:',
    example,
    `The tools:\n${list.join('\n')}`,
    must,
  ]
    .filter(Boolean)
    .join('\n\n');
}

function entryMessages({ role, text, images, calls }: TranscriptEntry): TextMessage[] {
  if (calls.length === 0) return [{ role, content: text, images }];
  const results = calls.map(({ name, output }) => `Result of ${name}:\n${output}`);
  return [
    { role: 'assistant', content: [text, ...calls.map(block)].filter(Boolean).join('\n\n'), images: NONE },
    { role: 'user', content: results.join('\n\n'), images: NONE },
  ];
}

/** A call just as the manual shows it: models copy what they see. */
function block({ name, arguments: args }: TranscriptCall): string {
  return fenced(JSON.stringify({ name, arguments: JSON.parse(args) as unknown }), 'json');
}

/** Nobody speaks twice in a row, which some models' templates refuse. */
function merged(messages: readonly TextMessage[]): TextMessage[] {
  return messages.reduce<TextMessage[]>((all, message) => {
    const last = all.at(-1);
    if (last?.role !== message.role) return [...all, message];
    return all.with(-1, { role: last.role, content: `${last.content}\n\n${message.content}`, images: [...last.images, ...message.images] });
  }, []);
}
