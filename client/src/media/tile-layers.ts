import type { Layers } from "./link.ts";

/** Widths of the two smaller simulcast layers of a camera of 1280 pixels. */
const small = 320;
const middle = 640;

/** The smallest layer that fills a tile of so many device pixels; a stamp on a wall also moves less often. */
export function layersForWidth(pixels: number): Layers {
  if (pixels <= small / 2) return { spatial: 0, temporal: 0 };
  if (pixels <= small) return { spatial: 0, temporal: 2 };
  return pixels <= middle ? { spatial: 1, temporal: 2 } : { spatial: 2, temporal: 2 };
}
