import { ANALYSIS_STATES } from './analysis.ts';
import { ANSWER_STATES } from './answers.ts';
import { CHAT_STATES } from './chat.ts';
import { DATA_STATES } from './data.ts';
import { GRID_STATES } from './grid.ts';
import type { ShownState } from './state.ts';
import { USAGE_STATES } from './usage.ts';

/** All that the views can show, each under a name of its own. */
export const STATES: readonly ShownState[] = [CHAT_STATES, ANSWER_STATES, DATA_STATES, ANALYSIS_STATES, GRID_STATES, USAGE_STATES].flat();
