import { readConfig } from "../../server/src/config.ts";
import { changeMasterKey } from "../../server/src/change-master-key.ts";

/** Changes the master key as the command does, and is killed once the named step is done. */
const [last = ""] = process.argv.slice(2);
await changeMasterKey(readConfig(process.env), async (step) => {
  if (step === last) process.kill(process.pid, "SIGKILL");
});
