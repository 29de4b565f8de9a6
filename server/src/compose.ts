import { createServer } from "node:http";
import { join } from "node:path";
import { hostname } from "node:os";
import type { Logger } from "pino";
import { hex as toHex } from "@yuanping/shared/tlog/index.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import { BundleFault } from "@yuanping/shared/evidence/index.ts";
import {
  isStoreGone,
  openDatabase,
  migrate,
  postgresCheckpointStore,
  postgresDraftStore,
  postgresEventStore,
  postgresLeaseStore,
  postgresVaultStore,
  startEmbedded,
} from "./adapters/postgres/index.ts";
import { machineAddresses } from "./adapters/mediasoup/listen.ts";
import { MediasoupPlane } from "./adapters/mediasoup/plane.ts";
import { systemClock, systemRandom } from "./adapters/system.ts";
import type { Config } from "./config.ts";
import { openDemoTender } from "./evaluations/demo-tender.ts";
import { Names } from "./evaluations/names.ts";
import { Pseudonyms } from "./evaluations/pseudonyms.ts";
import { Reactions } from "./evaluations/reactions.ts";
import { TrackNotes } from "./evaluations/track-notes.ts";
import { exportBundle } from "./evidence/bundle.ts";
import { Checkpoints } from "./evidence/checkpoints.ts";
import { Ledger } from "./evidence/ledger.ts";
import { KeptHeads } from "./evidence/kept-heads.ts";
import { loadLogKey, vkeyOf } from "./evidence/log-key.ts";
import { loadMasterKey } from "./evidence/master-key.ts";
import { SealedBids } from "./evidence/sealed-bids.ts";
import { SealingKeys } from "./evidence/sealing-keys.ts";
import { StreamProofs } from "./evidence/stream-proofs.ts";
import { streamSealer } from "./evidence/stream-sealer.ts";
import { Vault } from "./evidence/vault.ts";
import { healthOf } from "./health.ts";
import { openIdentity } from "./identity/index.ts";
import { GroupCommit } from "./kernel/group-commit.ts";
import { Journal } from "./kernel/journal.ts";
import { Rooms } from "./kernel/rooms.ts";
import { InvitationClock } from "./kernel/invitation-clock.ts";
import { SeatClock } from "./kernel/seat-clock.ts";
import { leaseMs, StreamDamaged, type StreamHead } from "./kernel/stream-writer.ts";
import { MediaRooms } from "./media/rooms.ts";
import { provideMedia, type WorkerProvider } from "./media/worker-provider.ts";
import {
  openEvaluations,
  openExperts,
  openPeople,
  openUsers,
  seedDemoCentre,
} from "./registry/index.ts";
import { buildApp } from "./transport/http/app.ts";
import { Gateway } from "./transport/socket/gateway.ts";
import { openSockets } from "./transport/socket/sockets.ts";
import { listening } from "./listening.ts";

export type Running = Readonly<{
  /** Where the page is, e.g. `http://127.0.0.1:7300`. */
  url: string;
  /** Whether the store was empty and a demo centre was put into it. */
  seeded: boolean;
  stop(): Promise<void>;
}>;

export type Surroundings = Readonly<{
  config: Config;
  logger: Logger;
  clientFolder: string;
  workerProvider: WorkerProvider;
  version: string;
}>;

/** Starts the whole server and answers when it serves. The only place where parts are put together. */
export async function start(surroundings: Surroundings): Promise<Running> {
  const { config, logger, clientFolder, workerProvider, version } = surroundings;
  const clock = systemClock;
  const random = systemRandom;
  const ending = new AbortController();
  const logFault = (error: unknown, correlation: string): Refusal => {
    logger.error({ err: error, correlation }, "fault");
    if (error instanceof StreamDamaged) return refuse("unavailable", "record.altered");
    if (error instanceof BundleFault) return refuse("conflict", "record.not-signed");
    return isStoreGone(error)
      ? refuse("unavailable", "store.unavailable")
      : refuse("internal", "server.fault", { correlation });
  };
  const onFault = (error: unknown): void => void logFault(error, random.id());

  // The record.
  const embedded =
    config.DATABASE_URL === undefined
      ? await startEmbedded({
          dataDir: join(config.DATA_DIR, "postgres"),
          fsync: config.YUANPING_FSYNC === "on",
          onLog: (line) => logger.debug(line),
        })
      : undefined;
  const database = embedded?.connection ?? config.DATABASE_URL ?? "";
  await migrate(embedded?.owner ?? database);
  const { db, close: closeDatabase } = openDatabase(database, {}, (error) => {
    // While we stop, connections end because we end them.
    if (!ending.signal.aborted) onFault(error);
  });
  const store = postgresEventStore(db);
  const leases = postgresLeaseStore(db);
  // The embedded database serves its owner alone. Whoever holds a lease in it is therefore gone, and under the same name
  // a restarted server takes over at once instead of waiting until the lease of its killed predecessor has run out.
  const node =
    embedded === undefined ? `${hostname()}-${process.pid}-${random.id().slice(0, 6)}` : "embedded";
  const commit = new GroupCommit(store);

  // Keys and checkpoints.
  const masterKey = await loadMasterKey(join(config.DATA_DIR, "keys", "master.key"));
  const vault = new Vault(postgresVaultStore(db), masterKey);
  const logKey = await loadLogKey(vault);
  const checkpointStore = postgresCheckpointStore(db);
  const checkpoints = new Checkpoints(checkpointStore, commit, logKey, onFault);
  const reportDamage = ({ stream, message }: StreamDamaged): void =>
    logger.error({ stream, detail: message }, "record altered; the stream is not served");

  const requestCheckpoint = (stream: string, head: StreamHead): void =>
    checkpoints.request(stream, head);
  const ports = { store, leases, commit, node, clock, random, seal: streamSealer(masterKey) };
  const ledger = await Ledger.open(
    { ...ports, past: new KeptHeads(checkpointStore, logKey) },
    requestCheckpoint,
    onFault,
  );
  checkpoints.onSigned((stream, head) => ledger.note(stream, head));
  const writing = { ...ports, past: new KeptHeads(checkpointStore, logKey, ledger.heads()) };

  // The centre's tables.
  const registryStream = await Journal.open("registry", writing, {
    onAppend: requestCheckpoint,
  });
  const journals = [ledger.journal, registryStream];
  for (const { name, damage, head } of journals) {
    if (damage !== undefined) reportDamage(damage);
    if (head !== undefined) await checkpoints.ensure(name, head);
  }
  const record = registryStream.record.bind(registryStream);
  const users = openUsers(db, record);
  const experts = openExperts(db, record);
  const people = openPeople(db, record);
  const evaluations = openEvaluations(db, record);
  const identity = openIdentity(db, record);
  const seeded = await seedDemoCentre({ users, experts });

  // Media, which may become ready later.
  const plane = new MediasoupPlane({
    listen:
      config.MEDIA_ANNOUNCED === undefined
        ? machineAddresses()
        : [{ ip: "0.0.0.0", announcedAddress: config.MEDIA_ANNOUNCED }],
    port: config.MEDIA_PORT,
    consumersPerWorker: config.MEDIA_CONSUMERS,
    ...(config.MEDIA_WORKERS === undefined ? {} : { workers: config.MEDIA_WORKERS }),
    warn: (message, details) => logger.warn(details, message),
  });
  const trackNotes = new TrackNotes({
    find: async (evaluation) => {
      const found = await rooms.find(evaluation);
      return found.ok ? found.room : undefined;
    },
    random,
    onFault,
  });
  const media = new MediaRooms({ plane, record: (fact) => trackNotes.note(fact) });

  // Rooms.
  const pseudonyms = new Pseudonyms(vault);
  const sealingKeys = new SealingKeys(vault);
  const bids = new SealedBids(vault, random);
  const names = new Names({ people, users, experts, pseudonyms });
  const seatClock = new SeatClock(clock, random);
  const invitationClock = new InvitationClock(clock, random);
  const reactions = new Reactions({
    names,
    checkpoints,
    ledger,
    sealingKeys,
    bids,
    seatClock,
    trackNotes,
    invitationClock,
    media,
    publish: (room, change) => gateway.publish(room, change),
    onFault,
  });
  const rooms: Rooms = new Rooms(
    writing,
    (room, change) => reactions.changed(room, change),
    (room) => reactions.opened(room),
    reportDamage,
  );
  const gateway: Gateway = new Gateway({
    rooms,
    names,
    pseudonyms,
    experts,
    bids,
    identity,
    drafts: postgresDraftStore(db),
    media,
    record,
    clock,
    random,
    logFault,
    vkey: vkeyOf(logKey),
  });
  checkpoints.onSigned((stream, { size, root }, note) =>
    gateway.publishHead(stream, { size, root: toHex(root), at: clock.now(), note }),
  );

  const intake = {
    rooms,
    users,
    evaluations,
    people,
    pseudonyms,
    sealingKeys,
    bids,
    clock,
    random,
  };
  if (seeded) await openDemoTender(users, intake);

  // Doors.
  const app = buildApp({
    ...intake,
    db,
    identity,
    experts,
    store,
    proofs: new StreamProofs(store, checkpointStore),
    logKeys: [vkeyOf(logKey)],
    exportBundle: async (evaluation) => {
      await checkpoints.settled();
      const vkey = vkeyOf(logKey);
      return exportBundle({ store, checkpoints: checkpointStore, vkey, version }, evaluation);
    },
    health: () => healthOf({ store, commit, plane, rooms, journals, version }),
    clientFolder,
    logFault,
  });
  const http = createServer(app);
  const io = openSockets(http, gateway, { db, clock });
  const url = await listening(http, config.HOST, config.PORT);
  await rooms.openAll();
  const renewing = setInterval(() => {
    Promise.all([rooms.renew(), ...journals.map((journal) => journal.renew())]).catch(onFault);
    // Health stays bad until something is written again, and nobody may come who would write.
    if (commit.isFailing) record({ type: "StoreBack", data: {}, actor: "system" }).catch(onFault);
  }, leaseMs / 3);
  const preparingMedia = provideMedia(
    plane,
    config.MEDIASOUP_WORKER_BIN,
    workerProvider,
    ending.signal,
  );

  return {
    url,
    seeded,
    async stop() {
      ending.abort();
      clearInterval(renewing);
      await io.close();
      await preparingMedia;
      await plane.stop();
      seatClock.close();
      trackNotes.close();
      invitationClock.close();
      await rooms.close();
      await reactions.settled();
      await registryStream.close();
      await checkpoints.settled();
      await ledger.flush();
      await ledger.close();
      await checkpoints.settled();
      await closeDatabase();
      await embedded?.stop();
    },
  };
}
