import { spawn } from "node:child_process";
import { once } from "node:events";
import { setPriority } from "node:os";
import { resolve } from "node:path";
import { DEMO_PASSWORD } from "../../server/src/registry/demo-centre.ts";
import { signIn } from "../demo/account.ts";
import { spreadOf, type Figure } from "./spread.ts";

const flooderPath = resolve(import.meta.dirname, "flooder.ts");
/** The hostile process gives way to the server and its clients, as if it were on a machine of its own. */
const givingWay = 19;
const roundMs = 15_000;

/**
 * What others notice of 1,000 hostile messages a second: in turns, a time in which nobody floods and one in which
 * somebody does who is signed in, and in no room. Each flooder is another person, for one who has flooded is kept out
 * for longer every time.
 *
 * @param timeAck does one command and answers how long its acknowledgement took, in milliseconds
 */
export async function benchFlood(
  url: string,
  flooders: readonly string[],
  timeAck: () => Promise<number>,
): Promise<readonly Figure[]> {
  const calm: number[] = [];
  const flooded: number[] = [];
  const lineOpen: number[] = [];
  for (const login of flooders) {
    for (const end = performance.now() + roundMs; performance.now() < end;)
      calm.push(await timeAck());
    const { all, open } = await flood(url, login, timeAck);
    flooded.push(...all);
    lineOpen.push(...open);
  }
  const rounds = flooders.length;
  const figure = (name: string, values: readonly number[]): Figure => ({
    name,
    unit: "ms",
    rounds,
    spread: spreadOf(values),
  });
  return [
    figure("acknowledgement while nobody floods", calm),
    figure("acknowledgement under 1,000 hostile messages/s", flooded),
    figure("of these, while the flooder's line was open", lineOpen),
  ];
}

/** All acknowledgements, and those in whose time the flooder's line was open. */
async function flood(
  url: string,
  login: string,
  timeAck: () => Promise<number>,
): Promise<Readonly<{ all: readonly number[]; open: readonly number[] }>> {
  const { cookie } = await signIn(url, login, DEMO_PASSWORD);
  const flooder = spawn(process.execPath, [flooderPath, url, cookie], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (flooder.pid !== undefined) setPriority(flooder.pid, givingWay);
  let isOpen = true;
  flooder.stdout.on("data", (heard: Buffer) => {
    isOpen = heard.toString().trimEnd().endsWith("open");
  });
  try {
    await once(flooder.stdout, "data");
    const all: number[] = [];
    const open: number[] = [];
    for (const end = performance.now() + roundMs; performance.now() < end;) {
      const wasOpen = isOpen;
      const ack = await timeAck();
      all.push(ack);
      if (wasOpen || isOpen) open.push(ack);
    }
    return { all, open };
  } finally {
    flooder.kill();
  }
}
