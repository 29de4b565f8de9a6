/**
 * A worker is one thread and serves about 500 consumers by its authors' measure (mediasoup, "Scalability"); 400 leaves
 * room for bursts. Rooms are placed by what they may need at most, so that a full house is refused at its door and not
 * degraded in the middle of an evaluation.
 */
export const consumersPerWorker = 400;

export type WorkerLoad = Readonly<{ id: string; reserved: number }>;

/** The least loaded worker that can take a room of `need` consumers, or undefined when none can. */
export function placeRoom(
  workers: readonly WorkerLoad[],
  need: number,
  limit: number = consumersPerWorker,
): string | undefined {
  const fitting = workers.filter((worker) => worker.reserved + need <= limit);
  const [first, ...rest] = fitting;
  if (first === undefined) return undefined;
  return rest.reduce((best, worker) => (worker.reserved < best.reserved ? worker : best), first).id;
}
