/** Colours as premultiplied BGRA, the order of Electron's bitmaps. */
const grey = [110, 110, 110, 255] as const;
const orange = [20, 110, 220, 255] as const;

type IconParts = { readonly size: number; readonly isAlerted: boolean };

/**
 * The tray's picture, drawn and not shipped: a ring, open at the top as a watch that listens, around a point; the point is
 * large and orange while something is about to be late. Shape and words say it too, colour comes last.
 */
export function drawTrayIcon({ size, isAlerted }: IconParts): Buffer {
  const bitmap = Buffer.alloc(size * size * 4);
  const middle = (size - 1) / 2;
  const outer = size * 0.46;
  const inner = size * 0.32;
  const point = size * (isAlerted ? 0.26 : 0.14);
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const far = Math.hypot(x - middle, y - middle);
      const isOpen = y < middle && Math.abs(x - middle) < size * 0.1;
      const isRing = far <= outer && far >= inner && !isOpen;
      const isPoint = far <= point;
      if (isRing || isPoint) bitmap.set(isPoint && isAlerted ? orange : grey, (y * size + x) * 4);
    }
  }
  return bitmap;
}
