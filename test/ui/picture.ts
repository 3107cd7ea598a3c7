import type { Page } from '../vscode-host/scripts/browser.ts';

/** How many colours a PNG has, as the browser decodes it. A blank picture has one. */
export async function countColours(page: Page, png: Buffer): Promise<number> {
  const canvasPage = await page.context().newPage();
  try {
    return await canvasPage.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      if (!context) throw new Error('No canvas here');
      context.drawImage(image, 0, 0);
      return new Set(new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer)).size;
    }, png.toString('base64'));
  } finally {
    await canvasPage.close();
  }
}
