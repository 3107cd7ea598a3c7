import { t } from '@vscode/l10n';
import type { Patience } from '../../../openai/retry.ts';
import { DocentError } from '../../../types/errors.ts';
import type { HostedStore } from '../../../types/hosted.ts';
import type { Log } from '../../../types/log.ts';
import { createLine, type HostedService, type Line } from './line.ts';

export type { HostedService } from './line.ts';

/** The services as they are set up now. @throws DocentError `hosted_elsewhere` where one is not set up, or no more */
export interface Lines {
  named(label: string): Line;
  at(address: string): Line;
  of(store: Pick<HostedStore, 'service' | 'address'>): Line;
}

export interface LinesParts {
  services(): readonly HostedService[];
  readonly log: Log;
  readonly patience?: Patience;
}

export function createLines({ services, log, patience }: LinesParts): Lines {
  const all = () => services().map((service) => createLine(service, log, patience));
  function found(line: Line | undefined, what: string): Line {
    if (line) return line;
    throw new DocentError('hosted_elsewhere', t('{0} is not set up here; set its address as it was, or use another store.', what), 'configureModel');
  }
  return {
    named: (label) => found(all().find((line) => line.label === label), label),
    at: (address) => found(all().find((line) => line.address === address), address),
    of: ({ service, address }) => found(all().find((line) => line.address === address), t('{0} at {1}', service, address)),
  };
}
