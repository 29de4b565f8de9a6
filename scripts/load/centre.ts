import {
  migrate,
  openDatabase,
  postgresCheckpointStore,
  postgresEventStore,
  postgresLeaseStore,
  postgresVaultStore,
} from "../../server/src/adapters/postgres/index.ts";
import { systemClock, systemRandom } from "../../server/src/adapters/system.ts";
import { Pseudonyms } from "../../server/src/evaluations/pseudonyms.ts";
import { Checkpoints } from "../../server/src/evidence/checkpoints.ts";
import { loadLogKey, type LogKey } from "../../server/src/evidence/log-key.ts";
import { firstMasterKey } from "../../server/src/evidence/master-key.ts";
import { SealedBids } from "../../server/src/evidence/sealed-bids.ts";
import { streamSealer } from "../../server/src/evidence/stream-sealer.ts";
import { Vault } from "../../server/src/evidence/vault.ts";
import { hashPassword } from "../../server/src/identity/password.ts";
import { keptSecret, newSession, openSession } from "../../server/src/identity/sessions.ts";
import { EvaluationRoom } from "../../server/src/kernel/evaluation-room.ts";
import { GroupCommit } from "../../server/src/kernel/group-commit.ts";
import { Journal } from "../../server/src/kernel/journal.ts";
import {
  openEvaluations,
  openPeople,
  openUsers,
  type Evaluations,
  type People,
} from "../../server/src/registry/index.ts";
import type { Calling } from "../../server/src/registry/user.ts";

/** The password of everybody in the centre. */
export const loadPassword = "yuanping-load";

/** Someone of the centre: who they are, and the session that they are signed in by. */
export type Person = Readonly<{ userId: string; cookie: string }>;

/**
 * The product's own kernel on a database, in this process and without its doors: what nodes write for people who come in
 * by sockets is written here for rooms that have to be there before anybody comes.
 */
export type Centre = Readonly<{
  pseudonyms: Pseudonyms;
  bids: SealedBids;
  people: People;
  evaluations: Evaluations;
  logKey: LogKey;
  checkpoints: Checkpoints;
  openRoom(evaluation: string): Promise<EvaluationRoom>;
  /** Adds a user and signs them in. */
  enrol(userId: string, name: string, office: Calling): Promise<Person>;
  close(): Promise<void>;
}>;

/** Enough for rooms that are prepared side by side. */
const connections = 8;

/** Opens an empty database as a centre: its tables, its keys, its registry. No node may be on it meanwhile. */
export async function openCentre(databaseUrl: string, keyFile: string): Promise<Centre> {
  await migrate(databaseUrl);
  const { db, close } = openDatabase(databaseUrl, { connections });
  const store = postgresEventStore(db);
  const commit = new GroupCommit(store);
  const masterKey = await firstMasterKey(keyFile);
  const vault = new Vault(postgresVaultStore(db), masterKey);
  const logKey = await loadLogKey(vault);
  const ports = {
    store,
    commit,
    leases: postgresLeaseStore(db),
    node: "preparation",
    clock: systemClock,
    random: systemRandom,
    seal: streamSealer(masterKey),
  };
  const faults: unknown[] = [];
  const noteFault = (error: unknown): void => void faults.push(error);
  const checkpoints = new Checkpoints(postgresCheckpointStore(db), commit, logKey, noteFault);
  const registry = await Journal.open("registry", ports, {
    onAppend: (stream, head) => checkpoints.request(stream, head),
  });
  const record = registry.record.bind(registry);
  const users = openUsers(db, record);
  // One hash for all, and sessions without a sign-in: 16,900 times 70 ms is not what is measured here.
  const passwordHash = await hashPassword(loadPassword);
  return {
    pseudonyms: new Pseudonyms(vault),
    bids: new SealedBids(vault, systemRandom),
    people: openPeople(db, record),
    evaluations: openEvaluations(db, record),
    logKey,
    checkpoints,
    openRoom: (evaluation) => EvaluationRoom.open(evaluation, ports),
    async enrol(userId, name, office) {
      const user = { id: userId, login: userId, name, offices: [office], unit: "示范中心" };
      await users.add(user, passwordHash, "system");
      const session = newSession();
      // A session that is not on record counts as an operator's forgery.
      const data = { user: userId, session: session.id, key: keptSecret(session) };
      await record({ type: "SignedIn", data, actor: userId });
      await openSession(db, userId, systemClock.now(), session);
      return { userId, cookie: `yuanping_session=${session.id}.${session.secret}` };
    },
    async close() {
      await registry.close();
      await checkpoints.settled();
      await close();
      if (faults.length > 0) throw new AggregateError(faults, "checkpoints could not be kept");
    },
  };
}
