import { budgetOf, type Limit } from './budget.ts';

/** The text of an answer; '' where it is more than allowed, which is then read no further. */
export async function limitedText(response: Response, most: Limit): Promise<string> {
  const budget = budgetOf(most);
  const decoder = new TextDecoder();
  let text = '';
  for await (const bytes of response.body ?? []) {
    if (!budget.take((bytes as Uint8Array).length)) return '';
    text += decoder.decode(bytes as Uint8Array, { stream: true });
  }
  return text + decoder.decode();
}
