import { folderFloodSuite } from './support/folderFloods.ts';

folderFloodSuite('Folders without an end that code leaves', [
  { name: 'beside each other', code: 'for i in range(200_000): os.mkdir(f"d{i}")', after: 20_000 },
  { name: 'in each other, a hundred in each', code: 'for i in range(500):\n    for j in range(100): os.makedirs(f"d{i}/e{j}", exist_ok=True)', after: 20_000 },
]);
