// node scripts/testing/runFiles.ts TIMEOUT FILE…: runs test files under plain Node.
import path from 'node:path';
import { runMocha } from './mocha.ts';

const [timeout, ...files] = process.argv.slice(2);
const failures = await runMocha(files.map((file) => path.resolve(file)), Number(timeout));
// Not left to the event loop: what a failed test did not close must not hold up the rest.
process.exit(Math.min(failures, 1));
