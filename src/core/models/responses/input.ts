import type { EasyInputMessage, ResponseInput, ResponseInputContent, ResponseInputItem } from 'openai/resources/responses/responses';
import { isCall, messageText, type ContentPart, type Item, type Message } from '../../types/item.ts';
import { inputForModel, isBlank, speakerOf, transcriptCall } from '../transcript.ts';
import { imageUrl } from '../imageUrl.ts';
import { sentIds } from '../profile/callIds.ts';
import { sentName } from '../profile/callNames.ts';
import { ownOf } from '../profile/outward.ts';
import type { Profile } from '../profile/profile.ts';
import { reasoningItem } from './reasoning.ts';

/**
 * A thread as input items. Each call has its output, and reasoning goes only before what it led to: the API refuses orphans of
 * both kinds. Names and ids are valid, whoever made the calls. Hosted code calls go as function calls, since the container they name may be gone.
 * @param profile what other providers left behind is left out
 */
export async function toInput(items: readonly Item[], profile: Profile): Promise<ResponseInput> {
  const input: ResponseInput = [];
  /** Of calls made at once; the model has seen them after the last call. */
  let outputs: ResponseInputItem[] = [];
  let thoughts: ResponseInputItem[] = [];
  let turn = '';
  const ids = sentIds(items.filter(isCall), profile.ids);
  for (const [index, item] of items.entries()) {
    if (item.type === 'function_call_output') continue;
    const itsTurn = speakerOf(item);
    if (!isCall(item) || itsTurn !== turn) {
      input.push(...outputs);
      outputs = [];
    }
    if (itsTurn !== turn) thoughts = [];
    turn = itsTurn;
    if (item.type === 'reasoning') {
      const thought = reasoningItem(item, profile.provider);
      if (thought) thoughts.push(thought);
    } else if (isCall(item)) {
      const { callId, name, arguments: args, output } = transcriptCall(item, items.slice(index + 1));
      const call_id = ids.get(item) ?? callId;
      input.push(...thoughts, { ...ownOf(item, profile), type: 'function_call', call_id, name: sentName(name), arguments: args });
      outputs.push({ type: 'function_call_output', call_id, output });
      thoughts = [];
    } else if (item.role === 'user') {
      input.push({ type: 'message', role: 'user', content: await userContent(item) });
    } else if (!isBlank(messageText(item))) {
      input.push(...thoughts, { type: 'message', role: 'assistant', content: messageText(item), ...phaseOf(item, profile.provider) });
      thoughts = [];
    }
  }
  return [...input, ...outputs];
}

/** As the model that said it named it. */
function phaseOf({ provider }: Item, from: string): Pick<EasyInputMessage, 'phase'> {
  if (provider?.from !== from || !('phase' in provider)) return {};
  return { phase: provider.phase as EasyInputMessage['phase'] };
}

async function userContent(message: Message): Promise<string | ResponseInputContent[]> {
  const text = inputForModel(message);
  const images = (await Promise.all(message.content.map(toImage))).flat();
  return images.length === 0 ? text : [{ type: 'input_text', text }, ...images];
}

async function toImage(part: ContentPart): Promise<ResponseInputContent[]> {
  const url = part.type === 'image' ? await imageUrl(part.source) : null;
  return part.type === 'image' && url !== null ? [{ type: 'input_image', detail: part.detail, image_url: url }] : [];
}
