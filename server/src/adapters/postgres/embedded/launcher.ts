import { execFile, spawn, type ChildProcess } from "node:child_process";
import { chown, lchown, readdir, stat } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { letPass, mustReach } from "./passage.ts";

/** `nobody`: PostgreSQL refuses to run as root, and needs no rights of its own. */
const NOBODY = 65534;

/**
 * A way to run PostgreSQL's programs that it accepts, and that leaves none behind when this process is killed.
 */
export type Launcher = Readonly<{
  /** Whether the kernel ends the child when this process ends, however it ends. */
  diesWithUs: boolean;
  /** Makes a folder and all in it usable by the programs. */
  adopt(folder: string): Promise<void>;
  launch(program: string, args: readonly string[], cwd: string): ChildProcess;
}>;

/**
 * Chooses the way by who we are. A user with a name: as we are. Root, or a user without a name as containers like to
 * have: a user namespace in which we are nobody, so that files stay ours even under a home folder that others may not
 * enter. Root where namespaces are forbidden, or the folder already belongs to nobody: a real change of user. Throws
 * `EmbeddedError` `closed-off` where that user cannot reach `program`.
 */
export async function chooseLauncher(folder: string, program: string): Promise<Launcher> {
  // PR_SET_PDEATHSIG: kill -9 of this process would otherwise leave PostgreSQL running with nobody to stop it.
  const untilDeath = (await works("setpriv", ["--pdeathsig", "QUIT", "true"]))
    ? ["setpriv", "--pdeathsig", "QUIT"]
    : [];
  const diesWithUs = untilDeath.length > 0;
  const asWeAre: Launcher = { diesWithUs, adopt: async () => {}, launch: run(untilDeath) };
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && hasName()) {
    return asWeAre;
  }
  const asNobody = ["--user", `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  const given = isRoot && (await belongsToNobody(folder));
  if (!given && (await works("unshare", [...asNobody, "true"]))) {
    return { ...asWeAre, launch: run(["unshare", ...asNobody, ...untilDeath]) };
  }
  if (!isRoot) {
    return asWeAre;
  }
  await mustReach(program, NOBODY);
  return { diesWithUs, adopt: giveToNobody, launch: run(untilDeath, { uid: NOBODY, gid: NOBODY }) };
}

/** Whether the system knows our user; PostgreSQL looks it up, and refuses to run as a mere number. */
function hasName(): boolean {
  try {
    return userInfo().username !== "";
  } catch {
    return false;
  }
}

function run(
  prefix: readonly string[],
  user: Readonly<{ uid?: number; gid?: number }> = {},
): Launcher["launch"] {
  return (program, args, cwd) => {
    const [command = program, ...rest] = [...prefix, program, ...args];
    // A fixed environment: PG* variables of whoever started us must not change what this server does.
    const env = { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" };
    // In a process group of its own: Ctrl-C goes to the terminal's whole group, and PostgreSQL must outlive what we still
    // write while we stop.
    const detached = true;
    return spawn(command, rest, { ...user, cwd, env, detached, stdio: ["ignore", "pipe", "pipe"] });
  };
}

async function works(command: string, args: readonly string[]): Promise<boolean> {
  return promisify(execFile)(command, args).then(
    () => true,
    () => false,
  );
}

async function belongsToNobody(folder: string): Promise<boolean> {
  return stat(folder).then(
    ({ uid }) => uid === NOBODY,
    () => false,
  );
}

async function giveToNobody(folder: string): Promise<void> {
  await letPass(folder, NOBODY);
  if (await belongsToNobody(folder)) {
    return;
  }
  const inside = await readdir(folder, { recursive: true });
  await Promise.all(inside.map((name) => lchown(join(folder, name), NOBODY, NOBODY)));
  // The folder itself last: it says that everything in it has been given away.
  await chown(folder, NOBODY, NOBODY);
}
