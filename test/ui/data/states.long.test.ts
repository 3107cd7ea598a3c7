import { THEMES } from '../support/looks.ts';
import { statesIn } from '../support/statesIn.ts';

suite('the states of the data in all themes', () => statesIn(THEMES));
