import { STATES } from '../states/all.ts';
import { languagesIn } from './support/languagesIn.ts';

suite('a view in other languages, in all its states', () => languagesIn(STATES));
