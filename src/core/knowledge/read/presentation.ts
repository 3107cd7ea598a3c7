import { attribute, joined, office, relations, required, unique, type Part } from './office.ts';
import { decoded, linesOf } from './officeXml.ts';
import type { Zip } from './zip.ts';

/** A note's page repeats the number of its slide. */
const NUMBER = /^\d+$/;

/** A PowerPoint presentation: a page for each slide, in the order in which they are shown, with the speaker's notes, comments, charts and diagrams. */
export const pptx = office('.pptx', (zip) => {
  const slides = new Map(relations(zip, 'ppt/presentation.xml').map(({ id, target }) => [id, target]));
  const ids = Array.from(required(zip, 'ppt/presentation.xml').matchAll(/<p:sldId\b[^<>]*>/g), ([tag]) => attribute(tag, 'r:id'));
  return ids.map((id, index) => ({ page: index + 1, lines: slide(zip, slides.get(id) ?? '') }));
});

function slide(zip: Zip, place: string): readonly string[] {
  const text = linesOf(required(zip, place));
  const related = relations(zip, place);
  const notes = related.some(({ type }) => type === 'notesSlide') ? [] : [place.replace(/^ppt\/slides\/slide/, 'ppt/notesSlides/notesSlide')];
  const parts = [...related, ...notes.filter((target) => target !== place).map((target) => ({ type: 'notesSlide', target }))];
  return joined([['', text], ...parts.flatMap(({ type, target }) => beside(type, zip.text(target)))]);
}

function beside(type: string, xml: string | null): readonly Part[] {
  if (xml === null) return [];
  switch (type) {
    case 'notesSlide':
      return [['Notes', linesOf(xml).filter((line) => !NUMBER.test(line))]];
    case 'comments':
      return [['Comment', [...linesOf(xml), ...Array.from(xml.matchAll(/<p:text>([^<]*)</g), ([, text = '']) => decoded(text))]]];
    case 'chart':
      return [['Chart', unique(linesOf(xml))]];
    case 'diagramData':
      return [['Diagram', unique(linesOf(xml))]];
    default:
      return [];
  }
}
