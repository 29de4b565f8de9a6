import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stillOf } from "../../../scripts/demo/still.ts";
import { jpegSize } from "../../../server/src/photos/jpeg.ts";

const still = readFileSync(join(import.meta.dirname, "../../../scripts/demo/still.jpg"));

/** The still with some bytes changed from a place on. */
function changed(at: number, ...bytes: readonly number[]): Uint8Array {
  const copy = Uint8Array.from(still);
  copy.set(bytes, at);
  return copy;
}

/** Where a marker of the header stands. */
const placeOf = (marker: number): number => still.indexOf(Buffer.from([0xff, marker]));

test("a JPEG says its size, also with a comment, and as a view into other bytes", async () => {
  expect(jpegSize(still)).toEqual({ width: 320, height: 240 });
  const commented = new Uint8Array(await (await stillOf("expert01")).arrayBuffer());
  expect(jpegSize(commented)).toEqual({ width: 320, height: 240 });
  const around = new Uint8Array(still.length + 7);
  around.set(still, 5);
  expect(jpegSize(around.subarray(5, 5 + still.length))).toEqual({ width: 320, height: 240 });
});

test.each([
  ["nothing", new Uint8Array()],
  ["three bytes", Uint8Array.of(0xff, 0xd8, 0xff)],
  ["beginning and end alone", Uint8Array.of(0xff, 0xd8, 0xff, 0xd9)],
  ["a PNG's beginning", changed(0, 0x89, 0x50, 0x4e, 0x47)],
  ["no end of image", still.subarray(0, -2)],
  ["something after the end", Buffer.concat([still, Buffer.from("<script>")])],
  ["a segment longer than the file", changed(4, 0xff, 0xff)],
  ["a segment of no length", changed(4, 0, 0)],
  ["no marker where one should stand", changed(placeOf(0xdb), 0x00)],
  ["a lossless frame", changed(placeOf(0xc0), 0xff, 0xc3)],
  ["no frame before the scan", changed(placeOf(0xc0), 0xff, 0xfe)],
])("%s is none", (_name, bytes) => {
  expect(jpegSize(bytes)).toBeUndefined();
});

test("two frames are none", () => {
  const frame = placeOf(0xc0);
  const length = still.readUInt16BE(frame + 2) + 2;
  const twice = Buffer.concat([still.subarray(0, frame + length), still.subarray(frame)]);
  expect(jpegSize(twice)).toBeUndefined();
});

test("no beginning of a JPEG is one, wherever it is cut off", () => {
  for (let length = 0; length < still.length; length += 1) {
    expect(jpegSize(still.subarray(0, length))).toBeUndefined();
  }
});
