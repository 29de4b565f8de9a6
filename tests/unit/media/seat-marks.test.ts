import { expect, test } from "vitest";
import {
  colourOf,
  seatCount,
  seatOfColour,
  seatOfTone,
  toneOf,
} from "../../../scripts/demo/seat-marks.ts";

const sampleRate = 48_000;
const seats = Array.from({ length: seatCount }, (_, seat) => seat);

function toneOfSeat(seat: number, loudness: number): Int16Array {
  return Int16Array.from({ length: 4800 }, (_, index) =>
    Math.round(loudness * Math.sin((2 * Math.PI * toneOf(seat) * index) / sampleRate)),
  );
}

test.each(seats)("the tone of seat %i tells its seat, loud or soft", (seat) => {
  expect(seatOfTone(toneOfSeat(seat, 9000), sampleRate)).toBe(seat);
  expect(seatOfTone(toneOfSeat(seat, 600), sampleRate)).toBe(seat);
});

test("silence is nobody's tone", () => {
  expect(seatOfTone(new Int16Array(4800), sampleRate)).toBeUndefined();
  expect(seatOfTone(toneOfSeat(1, 50), sampleRate)).toBeUndefined();
});

test.each(seats)("the colour of seat %i tells its seat though a codec shifts it", (seat) => {
  const { u, v } = colourOf(seat);
  for (const [du, dv] of [
    [0, 0],
    [8, -8],
    [-8, 8],
  ] as const) {
    expect(seatOfColour(u + du, v + dv)).toBe(seat);
  }
});

test("grey is nobody's colour", () => {
  expect(seatOfColour(128, 128)).toBeUndefined();
});
