/** The draw of a panel: count every valid panel, take one number, unrank it. */
export { drawPanel, MAX_REJECTIONS, STREAM_KEY_BYTES } from "./draw.ts";
export { redraw, type RedrawRequest } from "./redraw.ts";
export {
  isDrawRefusal,
  type DrawRefusal,
  type DrawRefusalCode,
  type Relaxation,
} from "./refusal.ts";
export {
  drawLawSchema,
  drawSpecSchema,
  poolEntrySchema,
  type DrawLaw,
  type DrawRequest,
  type DrawResult,
  type DrawSpec,
  type PanelSeat,
  type PoolEntry,
} from "./spec.ts";
export { keyedStream, type KeyedStream } from "./stream.ts";
