import { parentPort, workerData } from 'node:worker_threads';
import type { Messages } from '../../../text/language.ts';
import { handedDown, speak } from '../../handedDown.ts';

// The entry of the threads of a store and, started as a process, of the one in which documents are read: one bundle for all of them.
// What they say is loaded when the language is known: constants are made while files load.

if (parentPort) {
  speak(handedDown());
  void (workerData === null ? import('./readAlong.ts') : import('./roles.ts'));
} else {
  process.once('message', (messages: Messages) => {
    speak(messages);
    void import('../../reading/process.ts');
  });
}
