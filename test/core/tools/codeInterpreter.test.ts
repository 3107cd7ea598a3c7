import assert from 'node:assert/strict';
import path from 'node:path';
import { DEFAULT_ASSISTANT } from '../../../src/core/assistants/default.ts';
import { createInterpreter } from '../../../src/core/interpreter/createInterpreter.ts';
import { createCodeInterpreter } from '../../../src/core/tools/codeInterpreter.ts';
import type { ToolContext } from '../../../src/core/tools/tool.ts';
import { NO_RESOURCES } from '../../../src/core/types/assistant.ts';
import { profileCode } from '../../../src/core/types/shipped.ts';
import { memoryLog } from '../../support/log.ts';
import { tempDir } from '../../support/temp.ts';

suite('code interpreter', () => {
  test('in a workspace that is not trusted nothing runs, not even our own script, and the way out is said', async () => {
    const dir = await tempDir();
    const interpreter = createInterpreter({
      ...{ dir: dir.path, python: () => null, scripts: path.join(import.meta.dirname, '../../../src/core/interpreter/python'), log: memoryLog() },
      limits: () => ({ timeLimitMs: 10_000, memoryMb: 1_024 }),
      saveFile: () => Promise.reject(new Error('nothing is saved')),
    });
    const outputs: unknown[] = [];
    const context: ToolContext = {
      thread: { id: 'thread_1', title: '', origin: 'chat', workspace: '', toolResources: NO_RESOURCES, createdAt: 0, updatedAt: 0, metadata: {} },
      files: [{ name: 'a.csv', path: '/nowhere/a.csv', bytes: 1 }],
      assistant: DEFAULT_ASSISTANT,
      signal: new AbortController().signal,
      output: (output) => void outputs.push(output),
      consent: async () => true,
      waitFor: (work) => work,
      atEnd: () => undefined,
    };
    for (const code of ['print(1)', profileCode('a.csv')]) {
      await assert.rejects(createCodeInterpreter(interpreter, () => false).run?.({ code }, context) ?? Promise.resolve(), {
        ...{ code: 'untrusted', message: 'Docent runs code only in a workspace you trust.', action: 'trustWorkspace' },
      });
    }
    assert.deepEqual(outputs, []);
    await interpreter.close();
    await dir.remove();
  });
});
