import { t } from '@vscode/l10n';

/** What a remote window is connected to, in words that follow “on”. @param remoteName VS Code's name for the kind of connection */
export function remotePlace(remoteName: string, host: string, distribution: string | undefined): string {
  switch (remoteName) {
    case 'wsl':
      return distribution ? `WSL (${distribution})` : 'WSL';
    case 'dev-container':
    case 'attached-container':
      return t('the container');
    case 'codespaces':
      return t('the codespace');
    default:
      return host;
  }
}

/** An editor in a browser names the address it was opened at, which may be this machine's own. */
export function isOwnAddress(remoteName: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/.test(remoteName);
}

/** How a server on the user's own machine is reached from where Docent runs. */
export interface WayToReach {
  readonly title: string;
  readonly detail: string;
  /** A line that does it, to be copied; null where there is none. */
  readonly line: string | null;
}

export function wayToReach(remoteName: string, host: string): WayToReach {
  switch (remoteName) {
    case 'wsl':
      return {
        title: t('From WSL'),
        detail: t('Have the server listen on all addresses of Windows (OLLAMA_HOST=0.0.0.0), or set networkingMode=mirrored in .wslconfig; then it is listed here.'),
        line: 'setx OLLAMA_HOST 0.0.0.0',
      };
    case 'dev-container':
    case 'attached-container':
      return {
        title: t('From a container'),
        detail: t('Have the server listen on all addresses of your machine (OLLAMA_HOST=0.0.0.0); then it is listed here.'),
        line: 'OLLAMA_HOST=0.0.0.0 ollama serve',
      };
    case 'ssh-remote':
      return {
        title: t('By SSH'),
        detail: t('Forward its port from your machine; then it is listed here as if it ran on {0}.', host),
        line: `ssh -N -R 11434:127.0.0.1:11434 ${host}`,
      };
    default:
      return {
        title: t('Through VS Code'),
        detail: t('A port of your machine can’t be reached over this connection: VS Code’s own models can, whichever you have there.'),
        line: null,
      };
  }
}

/** The address of Linux' default route, from /proc/net/route: behind it are Windows for WSL, and the host for a container. Null where there is none. */
export function defaultGateway(routes: string): string | null {
  for (const line of routes.split('\n').slice(1)) {
    const [, destination, gateway] = line.trim().split(/\s+/);
    if (destination !== '00000000' || !gateway || !/^[0-9A-F]{8}$/i.test(gateway) || gateway === '00000000') continue;
    // The bytes are in the order of the machine: the last one first.
    return (gateway.match(/../g) ?? []).map((byte) => Number.parseInt(byte, 16)).toReversed().join('.');
  }
  return null;
}
