import { verifyFile } from "../verify/verify-file.ts";

/** Verifies one bundle, reading included, and prints how long it took and what it held at most. */
const [path = ""] = process.argv.slice(2);
const from = performance.now();
const { ok } = await verifyFile(path);
const seconds = Math.round(performance.now() - from) / 1000;
const { user, system } = process.cpuUsage();
const cpuSeconds = Math.round((user + system) / 1000) / 1000;
const own = process.threadCpuUsage();
const longestThread = Math.round((own.user + own.system) / 1000) / 1000;
const peakMiB = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(`${JSON.stringify({ ok, seconds, cpuSeconds, longestThread, peakMiB })}\n`);
