import assert from 'node:assert/strict';
import { seesImages } from '../../../src/core/openai/seesImages.ts';

suite('whether a model sees images', () => {
  const told: readonly (readonly [string, unknown, boolean | null])[] = [
    ['Ollama, which sees', { details: {}, capabilities: ['completion', 'vision'] }, true],
    ['Ollama, which does not', { details: {}, capabilities: ['completion', 'tools'] }, false],
    ['an old Ollama', { details: {} }, null],
    ['LM Studio, by its kind', { type: 'vlm', capabilities: ['tool_use'] }, true],
    ['LM Studio, of another kind', { type: 'llm', capabilities: ['tool_use'] }, false],
    ['LM Studio’s newer list', { type: 'llm', capabilities: { vision: true, trained_for_tool_use: true } }, true],
    ['llama.cpp with a projector', { modalities: { vision: true, audio: false } }, true],
    ['llama.cpp without one', { modalities: { vision: false } }, false],
    ['OpenRouter', { architecture: { input_modalities: ['text', 'image'] } }, true],
    ['OpenRouter, text alone', { architecture: { input_modalities: ['text'] } }, false],
    ['Mistral', { capabilities: { completion_chat: true, vision: false } }, false],
    ['vLLM, which says nothing', { id: 'qwen3', max_model_len: 32_768 }, null],
    ['no answer', null, null],
    ['nonsense', { capabilities: 'vision', modalities: 7, type: [] }, null],
  ];
  for (const [who, about, sees] of told) test(`is told by ${who}`, () => assert.equal(seesImages(about), sees));
});
