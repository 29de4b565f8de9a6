import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { nodeSha256 } from "../verify/node-sha256.ts";
import { readBounded } from "../verify/read-bounded.ts";

/** Verifies one bundle, reading included, and prints how long it took and what it held at most. */
const [path = ""] = process.argv.slice(2);
const from = performance.now();
const { ok } = await verifyBundle(readBounded(path), { algorithm: nodeSha256 });
const seconds = Math.round(performance.now() - from) / 1000;
const { user, system } = process.cpuUsage();
const cpuSeconds = Math.round((user + system) / 1000) / 1000;
const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ ok, seconds, cpuSeconds, peakMiB })}\n`);
