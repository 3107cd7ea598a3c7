import fs from 'node:fs';
import path from 'node:path';

export interface ProfileOptions {
  /** The user's settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** This machine's own settings. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Folders of extensions that are to be there as ordinary installed ones. */
  readonly extensions?: readonly string[];
}

/** A workbench without welcome pages and questions of its own, and without what would reach for the network. */
const QUIET = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'git.openRepositoryInParentFolders': 'never',
};

/** Writes a user's profile below `home`; settings that are already there stay. */
export function makeProfile(home: string, options: ProfileOptions): { readonly data: string; readonly extensions: string } {
  const data = path.join(home, 'data');
  writeSettings(path.join(data, 'User'), { ...QUIET, ...options.settings });
  writeSettings(path.join(data, 'Machine'), options.machineSettings ?? {});

  const extensions = path.join(home, 'extensions');
  fs.rmSync(extensions, { recursive: true, force: true });
  fs.mkdirSync(extensions);
  for (const folder of options.extensions ?? []) fs.symlinkSync(path.resolve(folder), path.join(extensions, folderName(folder)), 'dir');
  return { data, extensions };
}

function writeSettings(folder: string, settings: Readonly<Record<string, unknown>>): void {
  const file = path.join(folder, 'settings.json');
  fs.mkdirSync(folder, { recursive: true });
  if (!fs.existsSync(file)) fs.writeFileSync(file, JSON.stringify(settings, null, 2));
}

/** The name VS Code gives an installed extension's folder. */
function folderName(folder: string): string {
  const { publisher, name, version } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return `${publisher}.${name}-${version}`;
}
