import type { RoomWords } from "../../i18n/room/zh.ts";

const minute = 60_000;

/** 3 小时 7 分, or minutes alone within the first hour; nothing is counted that is not over yet. */
export function durationOf(milliseconds: number, { wall }: RoomWords): string {
  const minutes = Math.max(0, Math.floor(milliseconds / minute));
  return wall.lasting(Math.floor(minutes / 60), minutes % 60);
}
