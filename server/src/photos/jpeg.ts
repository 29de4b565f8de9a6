/** What a JPEG says of itself: width and height in pixels. */
export type JpegSize = Readonly<{ width: number; height: number }>;

/** Frame headers of pictures that browsers show: baseline, extended and progressive, Huffman coded (ITU-T T.81 B.1.1.3). */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
const [startOfImage, endOfImage, startOfScan] = [0xd8, 0xd9, 0xda];

/**
 * The size of a JPEG, read from its one frame header: start of image, segments each as long as it says, a frame, a scan,
 * and the end of image as the last two bytes. Undefined for anything else. What the scan holds is left to whoever shows
 * it.
 */
export function jpegSize(bytes: Uint8Array): JpegSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || !isMarker(view, 0, startOfImage)) return undefined;
  if (!isMarker(view, bytes.length - 2, endOfImage)) return undefined;
  let size: JpegSize | undefined;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const length = view.getUint16(at + 2);
    const next = at + 2 + length;
    if (length < 2 || next > bytes.length - 2) return undefined;
    if (marker === startOfScan) return size;
    if (frames.has(marker)) {
      // Precision, height, width, and the number of components.
      if (size !== undefined || length < 8) return undefined;
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    } else if (!isTableOrNote(marker)) return undefined;
    at = next;
  }
  return undefined;
}

function isMarker(view: DataView, at: number, marker: number): boolean {
  return view.getUint8(at) === 0xff && view.getUint8(at + 1) === marker;
}

/** Tables (DHT, DQT, DRI), application segments and comments: what may stand before the scan. */
function isTableOrNote(marker: number): boolean {
  return (
    marker === 0xc4 ||
    marker === 0xdb ||
    marker === 0xdd ||
    (marker >= 0xe0 && marker <= 0xef) ||
    marker === 0xfe
  );
}
