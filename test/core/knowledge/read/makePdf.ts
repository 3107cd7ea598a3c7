/** The bytes of a plain PDF: a page for each list of lines, set in 12 point with 14 point between baselines. '' leaves a gap. */
export function makePdf(pages: readonly (readonly string[])[]): Buffer {
  const content = pages.map((lines) => `BT /F1 12 Tf 14 TL 72 720 Td\n${lines.map(show).join('\n')}\nET`);
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...content.flatMap((stream, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * index} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
  ];
  return assemble(objects);
}

/** The bytes of a PDF with a page in a font of two bytes a character, known to every reader by its name, and in Helvetica. */
export function makeCjkPdf({ hex, cmap, ordering, font, latin = null }: { readonly hex: string; readonly cmap: string; readonly ordering: string; readonly font: string; readonly latin?: string | null }): Buffer {
  const stream = `BT 72 720 Td ${latin === null ? '' : `/F2 24 Tf (${latin}) Tj 0 -40 Td `}/F1 24 Tf <${hex}> Tj ET`;
  return assemble([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 8 0 R>>>>>>',
    `<</Length ${stream.length}>> stream\n${stream}\nendstream`,
    `<</Type/Font/Subtype/Type0/BaseFont/${font}/Encoding/${cmap}/DescendantFonts[6 0 R]>>`,
    `<</Type/Font/Subtype/CIDFontType0/BaseFont/${font}/CIDSystemInfo<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>/DW 1000/FontDescriptor 7 0 R>>`,
    `<</Type/FontDescriptor/FontName/${font}/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 700/StemV 80>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ]);
}

/** The bytes of a PDF of pages as they are written: the content of each, its annotations, or null for one that is not there. */
export function makePages(pages: readonly ({ readonly content: string; readonly annotations?: readonly string[] } | null)[]): Buffer {
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((page, index) => `${page ? 4 + 2 * index : 999} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [128 /dieresis 129 /dotlessi 130 /acute 131 /tilde] >> >>',
    ...pages.flatMap((page, index) => {
      const [content, annotations] = [page?.content ?? '', page?.annotations ?? []];
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * index} 0 R /Annots [${annotations.map((each) => `<< /Type /Annot /Rect [0 0 99 20] ${each} >>`).join(' ')}] >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ]);
}

function assemble(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function show(line: string): string {
  return line ? `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*` : 'T*';
}
