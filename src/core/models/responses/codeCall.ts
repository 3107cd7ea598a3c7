import { t } from '@vscode/l10n';
import type { ResponseCodeInterpreterToolCall } from 'openai/resources/responses/responses';
import type { ModelEvent } from '../model.ts';
import { HOSTED, type Container } from './container.ts';

/** What a tool of ours would have been called with; the code itself is streamed into it. */
const BEFORE = '{"code":"';
const AFTER = '"}';

/** A call of the code interpreter that OpenAI runs, told like a call of ours. */
export interface CodeCall {
  /** It begins. */
  begin(): Generator<ModelEvent>;
  code(delta: string): Generator<ModelEvent>;
  /** It is over; what it gave and made comes now. */
  end(item: ResponseCodeInterpreterToolCall): AsyncGenerator<ModelEvent>;
}

/** A call of OpenAI's code interpreter as it comes in pieces: makes the same events of it as of a call of our own. */
export function createCodeCall(callId: string, container: Container): CodeCall {
  let hasCode = false;

  function* add(delta: string): Generator<ModelEvent> {
    hasCode ||= delta !== '';
    yield { type: 'arguments', callId, delta: JSON.stringify(delta).slice(1, -1) };
  }

  return {
    *begin() {
      yield { type: 'call', callId, name: HOSTED };
      yield { type: 'arguments', callId, delta: BEFORE };
    },
    code: add,
    async *end({ code, outputs, status, container_id }) {
      if (container_id) await container.ran(container_id);
      const cost = container.charge();
      if (cost > 0) yield { type: 'container', cost };
      // Some gateways stream no deltas.
      if (!hasCode && code) yield* add(code);
      yield { type: 'arguments', callId, delta: AFTER };
      for (const output of outputs ?? []) {
        if (output.type === 'logs') {
          yield { type: 'hosted.output', callId, output: { type: 'logs', stream: 'stdout', text: output.logs } };
        } else {
          const image = imageOf(output.url);
          if (!image) continue;
          container.drawn(image.bytes);
          yield { type: 'hosted.file', callId, ...image };
        }
      }
      for await (const file of container.made()) {
        if ('bytes' in file) yield { type: 'hosted.file', callId, ...file };
        else yield { type: 'hosted.output', callId, output: { type: 'notice', notice: file } };
      }
      const failed = { code: 'code_failed', message: t('OpenAI’s container did not run this code to its end.'), action: null };
      yield { type: 'hosted.done', callId, error: status === 'completed' ? null : failed };
    },
  };
}

/** Charts come as data URIs; an address elsewhere is not followed. */
function imageOf(url: string) {
  const [, mime, extension, data] = /^data:(image\/([a-z]+)[^;,]*);base64,(.*)$/s.exec(url) ?? [];
  return mime && data ? { name: `chart.${extension}`, mime, bytes: new Uint8Array(Buffer.from(data, 'base64')) } : null;
}
