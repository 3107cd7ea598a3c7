#!/usr/bin/env node
// Runs an extension's tests inside a real extension host and ends with their exit code. It takes the arguments that
// @vscode/test-electron gives to VS Code's executable, and so stands in for it: runTests({ vscodeExecutablePath: … }).
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import util from 'node:util';
import { launchBrowser, newContext } from './browser.ts';
import { CACHE, HOST_ENTRY } from './paths.ts';
import { startServer, workbenchUrl } from './server.ts';

const args = process.argv.slice(2);
const values = (name: string) => args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => path.resolve(arg.slice(name.length + 3)));
// In its address a workbench takes one extension under development; others are installed.
const [extension, ...others] = values('extensionDevelopmentPath');
const [tests] = values('extensionTestsPath');
const folder = args.find((arg) => !arg.startsWith('-')) ?? null;
if (!tests) throw new Error('Give --extensionTestsPath=<file that exports run()>');

/** What is kept for a person: the window's console and, after a failure, a picture. */
const kept = process.env.HOST_TESTS_OUTPUT ?? CACHE;
fs.mkdirSync(kept, { recursive: true });
const log = fs.createWriteStream(path.join(kept, 'host.log'));
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'host-tests-'));
const report = path.join(scratch, 'report.txt');
fs.writeFileSync(report, '');
process.once('exit', () => fs.rmSync(scratch, { recursive: true, force: true }));

let shown = 0;
const showReport = () => {
  const text = fs.readFileSync(report);
  process.stdout.write(text.subarray(shown));
  shown = text.length;
};
const showing = setInterval(showReport, 100);

const server = await startServer({ smokeDriver: true, extensions: others, env: { ...process.env, HOST_TESTS: tests, HOST_TESTS_REPORT: report } });
const browser = await launchBrowser();
const page = await (await newContext(browser)).newPage();
let end: (outcome: number | string) => void = () => undefined;
const result = new Promise<number | string>((resolve) => (end = resolve));
// Both functions must exist before the workbench loads.
await page.exposeFunction('codeAutomationExit', (code: number) => end(code));
await page.exposeFunction('codeAutomationLog', (type: string, words: unknown[]) => log.write(`${type}: ${util.format(...words)}\n`));
page.on('pageerror', (error) => log.write(`pageerror: ${error.stack}\n`));
page.on('crash', () => end('the browser page crashed'));
browser.on('disconnected', () => end('the browser ended'));
void server.ended.then(end);
const uri = (file: string) => `vscode-remote://${server.authority}${file}`;
await page.goto(
  workbenchUrl(server, folder, [
    ...(extension ? [['extensionDevelopmentPath', uri(extension)] as const] : []),
    ['extensionTestsPath', uri(HOST_ENTRY)],
  ]),
);

let outcome = await result;
// VS Code reports 0 when the extension host dies half-way (process.exit, abort, out of memory): that is no success.
if (outcome === 0 && !fs.existsSync(`${report}.ok`)) outcome = 'the extension host ended before its tests did';
clearInterval(showing);
showReport();
if (outcome !== 0) await page.screenshot({ path: path.join(kept, 'host.png'), timeout: 5_000 }).catch((error) => log.write(`no picture: ${error}\n`));
await browser.close();
await server.stop();
await new Promise((resolve) => log.end(resolve));
if (typeof outcome === 'string') console.error(`The tests in the extension host did not end: ${outcome} (see ${kept})`);
process.exit(typeof outcome === 'number' ? outcome : 1);
