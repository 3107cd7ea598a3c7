import { folderFloodSuite } from './support/folderFloods.ts';

folderFloodSuite('Folders that code leaves', [
  { name: 'very deep ones', code: 'for i in range(2500): os.mkdir("d"); os.chdir("d")\nos.chdir("/mnt/data")', after: 15_000 },
  { name: 'very many', code: 'for i in range(5000): os.mkdir(f"d{i}")', after: 15_000 },
]);
