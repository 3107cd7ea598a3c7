import { stringify } from 'yaml';
import type { AssistantTool } from '../types/assistant.ts';
import type { ResponseFormat } from '../types/options.ts';
import { findFrontMatter } from './frontMatter.ts';
import type { Fields } from './fields.ts';
import type { AssistantContent, Reading } from './read.ts';

/** An assistant as a file; what is as it is anyway is left out. What only the API can say is not in it. */
export function writeAssistant(assistant: AssistantContent): string {
  const { name, description, model, temperature, topP, reasoningEffort, responseFormat, metadata, suggestions = [] } = assistant;
  const said: Fields = {
    name,
    description: description || undefined,
    model: model ?? undefined,
    temperature: temperature ?? undefined,
    top_p: topP ?? undefined,
    reasoning_effort: reasoningEffort ?? undefined,
    response_format: formatOf(responseFormat),
    tools: namesOf(assistant.tools),
    vector_stores: [...assistant.toolResources.vectorStores],
    suggestions: suggestions.length > 0 ? [...suggestions] : undefined,
    metadata: Object.keys(metadata).length > 0 ? metadata : undefined,
  };
  // Folded lines would read badly.
  return `---\n${stringify(said, { lineWidth: 0 })}---\n\n${assistant.instructions}\n`;
}

/** The text of a file, with another name in it; `reading` is of that text. */
export function renamed(text: string, { rangeOf, hasName }: Reading, name: string): string {
  const written = stringify(name, { lineWidth: 0 }).trim();
  const matter = findFrontMatter(text);
  // One that was written for another program may have none.
  if (!hasName && matter.kind !== 'missing') return `${text.slice(0, matter.start)}name: ${written}\n${text.slice(matter.start)}`;
  const { start, end } = rangeOf(['name']);
  return text.slice(0, start) + written + text.slice(end);
}

/** The assistant with what its file now says; what a file can't say stays. */
export function withContent<T extends AssistantContent>(assistant: T, content: AssistantContent): T {
  const kept = (tool: AssistantTool) => assistant.tools.find((before) => before.type === tool.type && tool.type !== 'editor') ?? tool;
  const tools = [...content.tools.map(kept), ...assistant.tools.filter(({ type }) => type === 'function')];
  return { ...assistant, ...content, tools, toolResources: { ...assistant.toolResources, vectorStores: content.toolResources.vectorStores } };
}

function namesOf(tools: readonly AssistantTool[]): string[] {
  return tools.flatMap((tool) => (tool.type === 'function' ? [] : [tool.type === 'editor' ? tool.name : tool.type]));
}

function formatOf(format: ResponseFormat): Fields['response_format'] {
  if (format.type !== 'json_schema') return format.type === 'text' ? undefined : format.type;
  const { name, description, schema, strict } = format;
  return { type: 'json_schema', json_schema: { name, description: description ?? undefined, schema, strict: strict ?? undefined } };
}
