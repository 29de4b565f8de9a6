import { mkdir, statfs } from "node:fs/promises";

export type DiskState = "enough" | "low" | "full";
export type DiskLimits = Readonly<{ lowMb: number; fullMb: number }>;

/** How often the disk is looked at, in milliseconds. */
const interval = 10_000;

/** What so much free space, in MiB, means. */
export function diskState(freeMb: number, { lowMb, fullMb }: DiskLimits): DiskState {
  if (freeMb < fullMb) return "full";
  return freeMb < lowMb ? "low" : "enough";
}

/** Tells at once, and then again and again, how full the disk of a folder is. Answers how to stop. */
export async function watchDisk(
  folder: string,
  limits: DiskLimits,
  tell: (state: DiskState, freeMb: number) => void,
  onFault: (error: unknown) => void,
): Promise<() => void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const look = async () => {
    const { bavail, bsize } = await statfs(folder);
    const freeMb = Math.floor((bavail * bsize) / 2 ** 20);
    tell(diskState(freeMb, limits), freeMb);
  };
  await look();
  const timer = setInterval(() => void look().catch(onFault), interval);
  timer.unref();
  return () => clearInterval(timer);
}
