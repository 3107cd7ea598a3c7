import { at, list } from './probe.ts';

/**
 * Whether a model sees images, by what its server says of it; null where it says nothing. Ollama has a list of what a model can, LM Studio
 * its kind, Mistral and others a switch, OpenRouter what goes in, llama.cpp what the loaded model takes.
 */
export function seesImages(told: unknown): boolean | null {
  const kind = at(told, 'type');
  if (kind === 'vlm') return true;
  const can = at(told, 'capabilities');
  const switches = [at(can, 'vision'), at(told, 'modalities', 'vision'), at(told, 'supports_vision'), at(told, 'supports_image_input')];
  const said = switches.find((each) => typeof each === 'boolean');
  if (typeof said === 'boolean') return said;
  const takes = [at(told, 'architecture', 'input_modalities'), at(told, 'input_modalities'), at(told, 'modalities')].map(list).find((each) => each !== null);
  if (takes) return takes.includes('image');
  if (kind === 'llm') return false;
  const abilities = list(can);
  return abilities && abilities.includes('vision');
}
