import { MAIN_THEMES } from '../support/looks.ts';
import { statesIn } from '../support/statesIn.ts';

suite('the states of the data', () => statesIn(MAIN_THEMES.slice(0, 1)));
