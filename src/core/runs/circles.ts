import { t } from '@vscode/l10n';
import { outputForModel } from '../models/callOutput.ts';
import { toolName } from '../models/transcript.ts';
import { parsedJson } from '../text/json.ts';
import { DocentError } from '../types/errors.ts';
import { isCall, type CallBody, type Item } from '../types/item.ts';

/** A result may change between two calls; after so many that are the same a further one brings nothing new. */
const SAME_RESULTS = 3;
/** So many turns that ask for nothing else end a run: in the first the model is told, and in the next it has not listened. */
const IDLE_TURNS = 2;

const REPEATED = 'repeated_call';

/**
 * Whether a call has been made so often in its run, and gave the same each time, that it brings nothing new. What changes something
 * outside is another matter: there the same may be meant.
 * @param items of the thread
 */
export function isRepeated(call: Item<CallBody>, items: readonly Item[]): boolean {
  const asked = question(call);
  const before = items.flatMap((item, index) => {
    const isSame = isCall(item) && item.id !== call.id && item.runId === call.runId && item.status === 'completed' && question(item) === asked;
    return isSame && item.error?.code !== REPEATED ? [outputForModel(item, items.slice(index + 1))] : [];
  });
  const last = before.slice(-SAME_RESULTS);
  return last.length === SAME_RESULTS && new Set(last).size === 1;
}

/** What the model is told in place of a result. */
export function repeatedCall(): DocentError {
  // eslint-disable-next-line messages/told -- a model reads it
  const message = `This call was made ${SAME_RESULTS} times and gave the same each time, so it was not made again; use what it gave, try another way, or answer.`;
  return new DocentError(REPEATED, message);
}

/** Counts the turns of a run in which the model asked for nothing but what was not done again. */
export function circleWatch(): (calls: readonly Item[]) => void {
  let idle = 0;
  return (calls) => {
    idle = calls.length > 0 && calls.every((call) => isCall(call) && call.error?.code === REPEATED) ? idle + 1 : 0;
    if (idle < IDLE_TURNS) return;
    throw new DocentError('model_in_circles', t('The model makes the same call again and again and learns nothing new; ask it more narrowly, or choose another model.'), 'configureModel');
  };
}

function question(call: CallBody): string {
  const args = parsedJson(call.arguments);
  return `${toolName(call)} ${args === undefined ? call.arguments : JSON.stringify(args)}`;
}
