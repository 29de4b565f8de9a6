import { startEmbedded } from "../../server/src/adapters/postgres/index.ts";

/** A node of its own that starts PostgreSQL on the given folder and says which process it is. */
const [dataDir = ""] = process.argv.slice(2);
try {
  const { pid } = await startEmbedded({ dataDir });
  process.stdout.write(`${JSON.stringify({ pid })}\n`);
  process.stdin.resume();
} catch (error) {
  process.stdout.write(`${JSON.stringify({ error: String(error) })}\n`);
}
