// npm run serve [-- option…]: the Assistants API on this machine, from the sources. `--help` lists the options.
import { main } from '../src/main.ts';
import { SOURCE_ASSETS, VERSION } from './paths.ts';

process.exit(await main(['serve', ...process.argv.slice(2)], { version: VERSION, assets: SOURCE_ASSETS }));
