// Called by bootstrap.mjs with the command's name before the command itself: brings
// node_modules and, for a start, the page up to date. Says what it does on stderr.
import { ensureClient } from "./client-build.ts";
import { ensurePackages } from "./packages.ts";

const [command] = process.argv.slice(2);

// The tests build the page themselves, so that a page that does not build is a failed
// check with a summary instead of a command that never began.
const servesThePage = command === "start";

const isReady = (await ensurePackages()) && (!servesThePage || (await ensureClient()));
process.exitCode = isReady ? 0 : 1;
