import { crc32, deflateRawSync } from 'node:zlib';

/** The bytes of a ZIP archive with these texts, every second one stored without compression. */
export function makeZip(files: Readonly<Record<string, string | Buffer>>, comment = ''): Buffer {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  Object.entries(files).forEach(([path, text], index) => {
    const name = Buffer.from(path);
    const content = Buffer.from(text);
    const stored = index % 2 === 1;
    const data = stored ? content : deflateRawSync(content);
    // Version, flags, method, time, date, checksum, sizes, length of the name.
    const common = Buffer.alloc(24);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const at = Buffer.alloc(4);
    at.writeUInt32LE(offset);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.alloc(2), name, data]);
    entries.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, Buffer.alloc(12), at, name]));
    locals.push(local);
    offset += local.length;
  });
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(Buffer.byteLength(comment), 20);
  return Buffer.concat([...locals, directory, end, Buffer.from(comment)]);
}

const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${body}`;

/** A Word document with this body. */
export function makeDocx(body: string): Buffer {
  return makeZip({
    'word/document.xml': xml(`<w:document xmlns:w="w"><w:body>${body}<w:sectPr/></w:body></w:document>`),
    '[Content_Types].xml': xml('<Types/>'),
  });
}

/** A presentation with these slides' shapes, in this order, whatever their files are called. */
export function makePptx(slides: readonly string[]): Buffer {
  const file = (index: number) => `slides/slide${slides.length - index}.xml`;
  const relationships = slides.map((_, index) => `<Relationship Id="rId${index + 7}" Type="slide" Target="${file(index)}"/>`).toReversed();
  return makeZip({
    'ppt/presentation.xml': xml(`<p:presentation><p:sldIdLst>${slides.map((_, index) => `<p:sldId id="${256 + index}" r:id="rId${index + 7}"/>`).join('')}</p:sldIdLst></p:presentation>`),
    'ppt/_rels/presentation.xml.rels': xml(`<Relationships>${relationships.join('')}</Relationships>`),
    ...Object.fromEntries(slides.map((shapes, index) => [`ppt/${file(index)}`, xml(`<p:sld><p:cSld><p:spTree>${shapes}</p:spTree></p:cSld></p:sld>`)])),
  });
}
