/** Clients wait so long between two looks at what is under way; without it they wait five seconds. In milliseconds. */
export const POLL_AFTER = { 'openai-poll-after-ms': '100' } as const;
