import { docentAt, indexHosted } from './room.ts';

// Indexes a folder at OpenAI, in a process that may be killed.
const [, , data = '', folder = '', url = ''] = process.argv;
const docent = docentAt(data, folder, url);
const { report } = await indexHosted(docent, folder);
await docent.close();
process.stdout.write(JSON.stringify(report));
