import { startMediaServer, workerPath } from "../../../scripts/demo/media-server.ts";

/** A media server in a process of its own, to be killed: prints its workers' process ids, then stays. */
const server = await startMediaServer({ config: { workers: 2 } });
await server.plane.start(workerPath());
console.log(JSON.stringify(server.plane.workerPids()));
