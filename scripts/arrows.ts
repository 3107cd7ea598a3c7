// node scripts/arrows.ts [--rooms]: which rooms of src/ import which, and fails where files import each other in a circle.
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './paths.ts';
import { imported, roomOf } from './rooms/rooms.js';

const { values } = parseArgs({ options: { rooms: { type: 'boolean' } } });
const files = globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).map((file) => path.join(ROOT, file));
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const arrows = new Set([...imports].flatMap(([file, targets]) => targets.map((target) => arrow(file, target)).filter((line) => line !== null)));
const rooms = Map.groupBy(files, (file) => roomOf(file) ?? 'roots');

if (values.rooms) {
  for (const [room, own] of [...rooms].sort()) console.log(`${room}: ${own.length} files, ${own.reduce((sum, file) => sum + linesOf(file), 0)} lines`);
  for (const line of [...arrows].sort()) console.log(line);
}
const largest = [...Map.groupBy(files, path.dirname)].sort(([, a], [, b]) => b.length - a.length)[0];
console.log(`${arrows.size} arrows between ${rooms.size} rooms; the largest folder is ${shown(largest?.[0] ?? '')} with ${largest?.[1].length} files`);
const circles = files.flatMap(circleFrom);
for (const circle of circles) console.error(`Files import each other: ${circle.map(shown).join(' → ')}`);
process.exit(circles.length > 0 ? 1 : 0);

function importsOf(file: string): readonly string[] {
  const specifiers = readFileSync(file, 'utf8').matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g);
  return [...specifiers].map(([, specifier = '']) => imported(file, specifier)).filter((target) => target !== null);
}

function arrow(file: string, target: string): string | null {
  const [from, to] = [roomOf(file) ?? 'roots', roomOf(target) ?? 'roots'];
  return from === to ? null : `${from} → ${to}`;
}

/** The shortest way from a file back to itself, told once: by its first file in the order of names. */
function circleFrom(start: string): readonly (readonly string[])[] {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (const way of ways) {
    for (const next of imports.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return way.every((file) => file >= start) ? [[...way, start]] : [];
      if (seen.has(next)) continue;
      seen.add(next);
      ways.push([...way, next]);
    }
  }
  return [];
}

function shown(file: string): string {
  return path.relative(ROOT, file);
}

function linesOf(file: string): number {
  return readFileSync(file, 'utf8').split('\n').length - 1;
}
