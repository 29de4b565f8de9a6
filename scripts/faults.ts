import { randomInt } from "node:crypto";
import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import { runKills } from "./faults/kills.ts";
import { runNetwork } from "./faults/network.ts";
import { runRecording } from "./faults/recording.ts";
import { runNodes } from "./faults/nodes.ts";
import { harms } from "./faults/nodes/harm.ts";
import { runRooms } from "./faults/rooms.ts";
import { corpusBundle, runMutations } from "./faults/mutations.ts";
import { nameMediaWorker } from "./mediasoup-worker/named.ts";

const usage = `npm run -s faults -- kills     [--rounds N] [--seed S]
npm run -s faults -- mutations [--rounds N] [--seed S]
npm run -s faults -- nodes     [--rounds N] [--seed S] [--nodes N] [--only WORD] [--log FILE]
npm run -s faults -- recording [--seconds N]
npm run -s faults -- network   [--cuts S,S,…] [--seconds N] [--seed S]
npm run -s faults -- rooms     [--rooms N] [--kills N] [--seed S]

kills      Kills a server of its own by SIGKILL at random moments while evaluations are played on it, starts it again on
           the same data each time, and looks whether anything that was acknowledged is lost, doubled or unverifiable.
mutations  Makes single random mutations (byte, bit, line, insert, delete, swap, splice, truncate) of the evidence bundle
           in tests/vectors/evidence, of the file and of what is in it, and verifies each: none may pass.
nodes      Does harm to nodes on a PostgreSQL and a Redis of their own, by SIGKILL, SIGSTOP and SIGTERM, to both stores,
           to media workers, and to every line by relays, while people talk and whole evaluations are played; then looks
           for anything acknowledged that is lost or doubled, for a stream with two writers in one epoch, for a log that
           does not verify and for anybody who is not back. Prints how soon rooms were taken over, and what people met.
recording  Records a room while its media worker, its recorder and its server are killed by SIGKILL, archives it, and holds
           the files, the hashes and the gaps on record to one another; every file must be playable.
network    Puts one member of a room behind a network of its own: 5 % loss, reordering, 15 kbit/s, cuts, UDP blocked; looks
           whether seat, role and draft are kept, and prints when room and media were back.
rooms      Fills rooms on one media worker with people who join in random order, kills the worker under them, and checks of
           every track that arrives whose it is.
  --rooms N   how many rooms, five at a time  (default: 100)
  --kills N   how often the worker is killed  (default: 20)
  --seconds N how long the session lasts, or each poor network  (default: 60, 20)
  --cuts S,S  how long each cut lasts, in seconds  (default: 1,5,30,110)
  --rounds N  how many            (default: 20 kills, 20 harms, 10000 mutations)
  --nodes N   how many at a time  (default: 3)
  --only WORD harms whose name has the word, e.g. Redis
  --log FILE  keeps what the nodes log
  --seed S    gives all chance    (default: by chance, and printed)
Prints one JSON line. Exit 0 when no promise was broken, 1 when one was, 2 when the call is wrong.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rounds: { type: "string" },
      seconds: { type: "string" },
      rooms: { type: "string", default: "100" },
      kills: { type: "string", default: "20" },
      cuts: { type: "string", default: "1,5,30,110" },
      nodes: { type: "string", default: "3" },
      only: { type: "string", default: "" },
      log: { type: "string" },
      seed: { type: "string", default: String(randomInt(2 ** 32)) },
      help: { type: "boolean", default: false },
    },
  });
  const what = positionals.join();
  const usual = what === "mutations" ? 10_000 : 20;
  const [rounds, seed] = [Number(values.rounds ?? usual), Number(values.seed)];
  const seconds = Number(values.seconds ?? (what === "network" ? 20 : 60));
  const cuts = values.cuts.split(",").map(Number);
  const [rooms, kills] = [Number(values.rooms), Number(values.kills)];
  const nodes = Number(values.nodes);
  const only = harms.filter((harm) => harm.includes(values.only));
  const understood =
    ["kills", "mutations", "nodes", "recording", "network", "rooms"].includes(what) &&
    cuts.every((cut) => cut > 0) &&
    rounds > 0 &&
    seconds > 0 &&
    nodes > 1 &&
    only.length > 0 &&
    [rounds, seed, seconds, nodes, rooms, kills].every(Number.isInteger);
  if (values.help || !understood) {
    (values.help ? process.stdout : process.stderr).write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  if (["recording", "network", "rooms"].includes(what)) await nameMediaWorker();
  if (what === "recording") {
    const report = await runRecording({ seconds, segmentSeconds: 10, say });
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return report.broken.length === 0 ? 0 : 1;
  }
  say(`seed ${seed}`);
  if (what === "rooms") {
    const report = await runRooms({ rooms, kills, seed, say });
    process.stdout.write(`${JSON.stringify({ seed, ...report })}\n`);
    return report.broken.length === 0 ? 0 : 1;
  }
  if (what === "network") {
    const report = await runNetwork({ cuts, seconds, seed, say });
    process.stdout.write(`${JSON.stringify({ seed, ...report })}\n`);
    return report.broken.length === 0 ? 0 : 1;
  }
  if (what === "mutations") {
    const report = await runMutations({ ...corpusBundle(), rounds, seed, say });
    process.stdout.write(`${JSON.stringify({ seed, ...report })}\n`);
    return report.missed.length === 0 ? 0 : 1;
  }
  if (what === "nodes") {
    const log = values.log === undefined ? undefined : createWriteStream(values.log);
    const report = await runNodes({
      rounds,
      seed,
      nodes,
      only,
      say,
      onLog: (text) => log?.write(text),
    });
    log?.end();
    process.stdout.write(`${JSON.stringify({ seed, ...report })}\n`);
    return report.broken.length === 0 ? 0 : 1;
  }
  const report = await runKills({ rounds, seed, say });
  process.stdout.write(`${JSON.stringify({ seed, ...report })}\n`);
  return report.broken.length === 0 ? 0 : 1;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return error instanceof TypeError ? 2 : 1;
});
