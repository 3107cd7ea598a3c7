// The command docent from the sources, as it is typed: node scripts/docent.ts mcp --workspace DIR.
import { main } from '../src/main.ts';
import { SOURCE_ASSETS, VERSION } from './paths.ts';

process.exit(await main(process.argv.slice(2), { version: VERSION, assets: SOURCE_ASSETS }));
