import { constants, crc32, createDeflateRaw, createDeflate } from 'node:zlib';

const MB = 1_000_000;

/** Deflated megabytes of one text, without ever having them whole: a piece that is flushed can be repeated. */
async function deflated(text: string, megabytes: number, raw: boolean): Promise<Buffer> {
  const stream = raw ? createDeflateRaw({ level: 9 }) : createDeflate({ level: 9 });
  const pieces: Buffer[] = [];
  stream.on('data', (bytes: Buffer) => pieces.push(bytes));
  const flush = () => new Promise<void>((resolve) => stream.flush(constants.Z_FULL_FLUSH, resolve));
  const piece = text.repeat(Math.ceil(MB / text.length)).slice(0, MB);
  stream.write(piece);
  await flush();
  const first = Buffer.concat(pieces.splice(0));
  stream.write(piece);
  await flush();
  const next = Buffer.concat(pieces.splice(0));
  stream.end();
  await new Promise((resolve) => stream.once('end', resolve));
  return Buffer.concat([first, ...Array.from({ length: megabytes - 1 }, () => next), Buffer.concat(pieces)]);
}

/** A PDF of one page, whose content has so many megabytes once it is inflated. */
export async function pdfBomb(megabytes: number, text = ' '): Promise<Buffer> {
  const stream = await deflated(text, megabytes, false);
  const objects = [
    Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'),
    Buffer.from('<< /Type /Pages /Kids [3 0 R] /Count 1 >>'),
    Buffer.from('<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>'),
    Buffer.concat([Buffer.from(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`), stream, Buffer.from('\nendstream')]),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  let at = parts[0]?.length ?? 0;
  const offsets = objects.map((object, index) => {
    const whole = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    const line = `${String(at).padStart(10, '0')} 00000 n \n`;
    parts.push(whole);
    at += whole.length;
    return line;
  });
  parts.push(Buffer.from(`xref\n0 5\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n${at}\n%%EOF\n`));
  return Buffer.concat(parts);
}

/** A ZIP archive with one entry, which has so many megabytes once it is inflated. */
export async function zipBomb(name: string, megabytes: number, text: string): Promise<Buffer> {
  const data = await deflated(text, megabytes, true);
  const common = Buffer.alloc(24);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(''), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(megabytes * MB, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.alloc(2), Buffer.from(name), data]);
  const entry = Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), common, Buffer.alloc(12), Buffer.alloc(4), Buffer.from(name)]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
