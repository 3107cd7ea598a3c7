import { SAMPLE } from '../../../scripts/paths.ts';
import { lookRight } from '../support/looks.ts';
import { pythonFile } from '../support/python.ts';
import { useDocent } from '../support/suite.ts';

const SHOPS = ['Harbour', 'Mill', 'Station', ''];
const ROWS = Array.from({ length: 400 }, (_, index) => `2024-0${(index % 9) + 1}-${String((index % 28) + 1).padStart(2, '0')},${SHOPS[index % 4]},${((index * 7919) % 1000) / 10},${index % 7},K${1000 + index}`);
/** Of the window, so that the editor has some 300 and 900 pixels beside the side bar. */
const WINDOWS = [700, 1_300];

suite('Looks of a table', function () {
  this.timeout(240_000);
  const docent = useDocent({ folder: SAMPLE });

  test('are right in each theme and width, with a chart and a column’s settings', async () => {
    const { configure, workbench, write } = docent();
    const settings = { 'docent.python.path': pythonFile() };
    configure(settings);
    write('visits.csv', `day,shop,price,visits,code\n${ROWS.join('\n')}\n`);
    await workbench.openFile('visits.csv');
    await workbench.chooseInExplorer('visits.csv', 'Docent: Open as Table');
    const grid = workbench.sideBarView();
    await grid.getByRole('gridcell').first().waitFor();
    await grid.getByRole('button', { name: 'Chart', exact: true }).click();
    await grid.locator('canvas').waitFor();
    for (const width of WINDOWS) {
      await workbench.page.setViewportSize({ width, height: 900 });
      await lookRight(docent(), { name: `table-${width}`, settings, views: [grid] });
    }
    await grid.getByRole('button', { name: 'Filter and settings of price' }).click();
    await grid.getByRole('checkbox').first().waitFor();
    await lookRight(docent(), { name: 'table-panel', settings, views: [grid] });
  });
});
