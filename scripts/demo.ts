import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { caseSchema, type EvaluationCase } from "@yuanping/shared/method/index.ts";
import { DEMO_PASSWORD, demoAccounts } from "../server/src/registry/demo-centre.ts";
import { signIn, type Account } from "./demo/account.ts";
import { differences } from "./demo/expected.ts";
import { mediaReady } from "./demo/media-ready.ts";
import { play, type Played } from "./demo/play.ts";
import { setStage } from "./demo/stage-set.ts";

const usage = `npm run -s demo -- [--case FILE] [--out DIR] [--rooms N] [--nodes N]

Plays a whole evaluation through a server of its own: real sockets, real WebRTC, real PostgreSQL.
  --case FILE  an evaluation-case/1 file     (default: a published award of three members and four bids)
  --out DIR    where the evidence is written (default: out)
  --rooms N    how many rooms at once, 1-8   (default: 1); shows that none received a byte of another
  --nodes N    how many nodes, 1-4           (default: 1); with more than one, on a PostgreSQL and a Redis of their
               own, the node that holds the room is killed in the middle: the others go on, with media
Prints one JSON line a room. Exit 0 when the totals are the case's expected ones and the evidence verifies,
1 when not, 2 when the case cannot be read.`;

const defaultCase = resolve(import.meta.dirname, "demo/default-case.json");

/** A panel of fifteen, seen by everybody, is more than one worker is given in daily use; its pictures here are small. */
const roomiest = "4000";

async function main(): Promise<number> {
  const options = readOptions();
  if (options === "help") {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const evaluation = await readCase(options.case);
  await mkdir(options.out, { recursive: true });
  const stage = await setStage(options.nodes, { MEDIA_CONSUMERS: roomiest });
  const [url = "", other = url] = stage.urls;
  try {
    for (const node of stage.urls) await mediaReady(node, say);
    // With more than one node the experts turn to another than the officers, and are shown the way.
    const experts = await signInExperts(other);
    const stagehands = {
      url,
      password: DEMO_PASSWORD,
      experts,
      say,
      media: "real" as const,
      failed: (error: unknown) => say(error instanceof Error ? error.message : String(error)),
    };
    const played = await Promise.all(
      Array.from({ length: options.rooms }, (_, room) =>
        // One kill is enough: what else lived on that node moves with it.
        play(evaluation, room, {
          ...stagehands,
          killHolder: room === 0 ? stage.killHolder : undefined,
        }),
      ),
    );
    const verdicts: boolean[] = [];
    for (const each of played) verdicts.push(await judge(each, evaluation, options.out));
    return verdicts.every(Boolean) && isolated(played) ? 0 : 1;
  } finally {
    await stage.stop();
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      case: { type: "string", default: defaultCase },
      out: { type: "string", default: "out" },
      rooms: { type: "string", default: "1" },
      nodes: { type: "string", default: "1" },
      help: { type: "boolean", default: false },
    },
  });
  const rooms = Number(values.rooms);
  if (!Number.isInteger(rooms) || rooms < 1 || rooms > 8)
    throw new Unreadable("--rooms is a number from 1 to 8");
  const nodes = Number(values.nodes);
  if (!Number.isInteger(nodes) || nodes < 1 || nodes > 4)
    throw new Unreadable("--nodes is a number from 1 to 4");
  return values.help ? ("help" as const) : { case: values.case, out: values.out, rooms, nodes };
}

/** Something the caller gave that cannot be used. */
class Unreadable extends Error {}

async function readCase(path: string): Promise<EvaluationCase> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new Unreadable(error.message);
  });
  const parsed = caseSchema.safeParse(parseJson(text, path));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Unreadable(
    `${path}: ${issue?.path.join(".") ?? ""}: ${issue?.message ?? "is malformed"}`,
  );
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreadable(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function signInExperts(url: string): Promise<readonly Account[]> {
  const logins = demoAccounts
    .filter(({ offices }) => offices.includes("expert"))
    .map(({ login }) => login);
  const accounts: Account[] = [];
  for (const login of logins) accounts.push(await signIn(url, login, DEMO_PASSWORD));
  say(`${accounts.length} experts signed in`);
  return accounts;
}

/** Writes the bundle, verifies it, compares the totals and prints the line. */
async function judge(played: Played, evaluation: EvaluationCase, out: string): Promise<boolean> {
  const bundle = join(out, `${played.evaluation}.evidence.zip`);
  await writeFile(bundle, played.bundle);
  const verdict = await verifyBundle(played.bundle);
  for (const { name, ok, detail } of verdict.checks) if (!ok) say(`verify ${name}: ${detail}`);
  const wrong = differences(evaluation, played.outcome);
  for (const line of wrong) say(line);
  const bids = Object.fromEntries(
    Object.entries(played.outcome.bids).map(([id, outcome]) => [
      id,
      outcome.status === "ranked"
        ? { total: outcome.total, rank: outcome.rank }
        : { status: outcome.status },
    ]),
  );
  const line = {
    evaluation: played.evaluation,
    bids,
    media: played.media,
    events: played.events,
    bundle,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return verdict.ok && wrong.length === 0;
}

/** No room's id may stand in any byte that another room's clients received. */
function isolated(played: readonly Played[]): boolean {
  let apart = true;
  for (const room of played) {
    for (const other of played) {
      if (room === other || !room.received.some((bytes) => bytes.includes(other.evaluation)))
        continue;
      say(`${room.evaluation} received bytes of ${other.evaluation}`);
      apart = false;
    }
  }
  if (apart && played.length > 1) {
    const bytes = played
      .flatMap(({ received }) => received)
      .reduce((sum, text) => sum + text.length, 0);
    say(`isolation: ${bytes} bytes received, none of another room`);
  }
  return apart;
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

process.exitCode = await main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error));
  return error instanceof Unreadable ? 2 : 1;
});
