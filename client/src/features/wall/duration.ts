const minute = 60_000;

/** 3:07, hours and minutes; nothing is counted that is not over yet. */
export function durationOf(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / minute));
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
