// Compiles Docent's Python where it lies: a fault in its syntax is told at once, and the hundreds of processes that tests start need not compile it again.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../paths.ts';

const { error, status } = spawnSync('python3', ['-m', 'compileall', '-q', path.join(ROOT, 'src', 'core', 'interpreter', 'python')], { stdio: 'inherit' });
if (error) console.log(`skipped: ${error.message}`);
process.exitCode = status ?? 0;
