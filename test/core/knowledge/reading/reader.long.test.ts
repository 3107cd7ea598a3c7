import { pdfBomb, zipBomb } from './support/bombs.ts';
import { documentFloodSuite } from './support/documentFloods.ts';

const PARAGRAPH = '<w:p><w:r><w:t>word</w:t></w:r></w:p>';

documentFloodSuite('Documents of all kinds that would fill the memory', [
  { name: 'operators.pdf', bytes: () => pdfBomb(300, '1 0 0 1 0 0 cm '), reason: /takes (more than 400 MB of memory|longer than 10 seconds) to be read/ },
  { name: 'open.docx', bytes: () => zipBomb('word/document.xml', 3_000, ' '), reason: /holds more than 64 MB once it is unpacked/ },
  { name: 'paragraphs.docx', bytes: () => zipBomb('word/document.xml', 60, PARAGRAPH), reason: /takes (more than 400 MB of memory|longer than 10 seconds)/ },
  { name: 'slides.pptx', bytes: () => zipBomb('ppt/presentation.xml', 3_000, '<p:sldId id="1" r:id="rId1"/>'), reason: /holds more than 64 MB once it is unpacked/ },
]);
