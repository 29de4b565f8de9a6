const place = (evaluation: string) => `yuanping/seen-notices/${evaluation}`;

/** Up to which moment this window's person has seen the notices of a room. */
export function seenUntil(evaluation: string): number {
  const kept = Number(sessionStorage.getItem(place(evaluation)));
  return Number.isFinite(kept) ? kept : 0;
}

export function markSeen(evaluation: string, at: number): void {
  sessionStorage.setItem(place(evaluation), String(at));
}
