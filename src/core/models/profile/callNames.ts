import type { ToolDefinition } from '../../types/tool.ts';

/** What OpenAI takes, and so everybody. */
const VALID = /^[a-zA-Z0-9_-]{1,64}$/;
/** Stands for a name that a model left out. */
const NAMELESS = 'unnamed';

/**
 * The tool that a model means. Some let marks of their own format into the name (`search<|channel|>commentary`), put the name of
 * their list of tools before it (`functions.search`), or quote it.
 * @returns the name as it was said where no tool is meant
 */
export function calledTool(said: string, tools: readonly Pick<ToolDefinition, 'name'>[]): string {
  const bare = said.replace(/<\|.*$/s, '').replace(/[\s"'`]/g, '');
  const candidates = [said, bare, bare.replace(/^.*[.:/]/, ''), bare.replace(/:\d*$/, '').replace(/^.*\./, '')];
  return candidates.find((name) => tools.some((tool) => tool.name === name)) ?? said;
}

/** The name under which a call is sent back: providers refuse a whole thread for one that is not valid. */
export function sentName(said: string): string {
  if (VALID.test(said)) return said;
  return /[a-zA-Z0-9_-]+/.exec(said)?.[0].slice(0, 64) ?? NAMELESS;
}
