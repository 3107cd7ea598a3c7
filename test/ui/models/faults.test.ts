import type { Fault } from '../../core/models/faults.ts';
import { SHOWN, faultsIn } from '../support/faultsIn.ts';

/** What differs in how they are shown: the way out, and whether there is half an answer. */
const kind = ({ action, text }: Fault) => `${action} ${text !== undefined}`;

suite('what goes wrong with a model, as it is shown: one of each kind', () => {
  faultsIn(SHOWN.filter((fault, index) => SHOWN.findIndex((other) => kind(other) === kind(fault)) === index));
});
