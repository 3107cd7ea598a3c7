import assert from 'node:assert/strict';
import { join } from 'node:path';
import { createReader } from '../../../../src/core/knowledge/reading/reader.ts';
import { makePdf } from '../read/makePdf.ts';
import { makeDocx } from '../read/makeZip.ts';
import { cleanUp, put, tempFolder, WORKER } from '../setup.ts';
import { pdfBomb } from './support/bombs.ts';
import { documentFloodSuite } from './support/documentFloods.ts';

const going = () => false;

suite('The process in which documents are read', () => {
  teardown(cleanUp);

  test('gives the text of one document after the other, whatever became of those before', async () => {
    const extract = createReader(WORKER);
    const pdf = extract({ name: 'a.pdf', bytes: makePdf([['First page'], ['Second page']]), isUploaded: false }, going);
    const broken = extract({ name: 'b.pdf', bytes: Buffer.from('%PDF-1.4 nothing'), isUploaded: false }, going);
    const docx = extract({ name: 'c.docx', bytes: makeDocx('<w:p><w:r><w:t>Hello</w:t></w:r></w:p>'), isUploaded: true }, going);
    await assert.rejects(broken, /is a damaged PDF/);
    assert.deepEqual((await pdf).map(({ lines }) => lines), [['First page'], ['Second page']]);
    assert.deepEqual((await docx).map(({ lines }) => lines), [['Hello']]);
  });

  test('says why a document is left out in the language that it is given', async () => {
    const extract = createReader(WORKER, { 'is a damaged PDF': 'ist ein beschädigtes PDF' });
    await assert.rejects(extract({ name: 'b.pdf', bytes: Buffer.from('%PDF-1.4 nothing'), isUploaded: false }, going), /ist ein beschädigtes PDF/);
  });

  test('is begun anew for a document that it has no memory left for, but for one that is too large', async () => {
    const warned: Error[] = [];
    const onWarning = (warning: Error) => void warned.push(warning);
    process.on('warning', onWarning);
    // Has no memory left after a dozen documents.
    const script = join(tempFolder(), 'process.mjs');
    put(script, `let read = 0;
      process.on('message', ({ name }) => {
        if (name === undefined) process.send({ type: 'ready' });
        else if (++read > 12 || name === 'large.pdf') process.kill(process.pid, 'SIGTERM');
        else process.send({ type: 'read', sections: [{ page: null, lines: [name] }] });
      });`);
    const extract = createReader(script);
    const names = Array.from({ length: 20 }, (_, index) => `${index}.pdf`);
    const sections = await Promise.all(names.map((name) => extract({ name, bytes: Buffer.alloc(1), isUploaded: false }, going)));
    assert.deepEqual(sections.map(([section]) => section?.lines), names.map((name) => [name]));
    await assert.rejects(extract({ name: 'large.pdf', bytes: Buffer.alloc(1), isUploaded: false }, going), /^Error: takes more than 400 MB of memory to be read$/);
    process.off('warning', onWarning);
    assert.deepEqual(warned, []);
  });

  test('is ended at once where it is to stop, and starts again for the next', async () => {
    const extract = createReader(WORKER);
    const began = performance.now();
    const bomb = await pdfBomb(2_000);
    assert.deepEqual(await extract({ name: 'a.pdf', bytes: bomb, isUploaded: false }, () => performance.now() - began > 10), []);
    assert.equal((await extract({ name: 'b.pdf', bytes: makePdf([['Page']]), isUploaded: false }, going)).length, 1);
  });
});

documentFloodSuite('A document that would fill the memory', [{ name: 'bomb.pdf', bytes: () => pdfBomb(3_000), reason: /^takes more than 400 MB of memory to be read$/ }]);
