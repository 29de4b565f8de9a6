import { createServer } from "node:http";
import { join } from "node:path";
import type { Logger } from "pino";
import { hex as toHex } from "@yuanping/shared/tlog/index.ts";
import {
  postgresDraftStore,
  postgresOutboxStore,
  postgresPhotoStore,
} from "./adapters/postgres/index.ts";
import { systemClock, systemRandom } from "./adapters/system.ts";
import type { Config } from "./config.ts";
import { DocumentFolder } from "./documents/document-folder.ts";
import { Names } from "./evaluations/names.ts";
import { Pseudonyms } from "./evaluations/pseudonyms.ts";
import { Reactions } from "./evaluations/reactions.ts";
import { MisuseNotes } from "./evaluations/misuse-notes.ts";
import { TrackNotes } from "./evaluations/track-notes.ts";
import { exportBundle } from "./evidence/bundle.ts";
import { vkeyOf, vkeysOf } from "./evidence/log-key.ts";
import { OutsideWitnesses } from "./evidence/outside-witnesses.ts";
import { SealedBids } from "./evidence/sealed-bids.ts";
import { SealingKeys } from "./evidence/sealing-keys.ts";
import { Shares } from "./evidence/shares.ts";
import { StreamProofs } from "./evidence/stream-proofs.ts";
import { faultLog } from "./fault-log.ts";
import { healthOf, unreadyOf } from "./health.ts";
import { EvaluationReader } from "./kernel/evaluation-reader.ts";
import { Metrics } from "./metrics.ts";
import { Rooms } from "./kernel/rooms.ts";
import { InvitationClock } from "./kernel/invitation-clock.ts";
import { SeatClock } from "./kernel/seat-clock.ts";
import { renewMs, type StreamDamaged } from "./kernel/stream-writer.ts";
import { channelsOf } from "./notify/channels.ts";
import { openContacts } from "./notify/contacts.ts";
import { Outbox } from "./notify/outbox.ts";
import { recordingSend } from "./recording/recording-send.ts";
import { Viewings } from "./recording/viewings.ts";
import { Recordings } from "./recording/recordings.ts";
import { Photos } from "./photos/photos.ts";
import { iceServersAt } from "./media/turn.ts";
import { MediaRooms } from "./media/rooms.ts";
import { provideMedia, type WorkerProvider } from "./media/worker-provider.ts";
import type { DemoAccount } from "./registry/index.ts";
import { buildApp } from "./transport/http/app.ts";
import { Gateway } from "./transport/socket/gateway.ts";
import { News } from "./transport/socket/news.ts";
import { openSockets } from "./transport/socket/sockets.ts";
import { beginRecording } from "./begin-recording.ts";
import { joinCluster, type Cluster } from "./join-cluster.ts";
import { listening } from "./listening.ts";
import { openCentre } from "./open-centre.ts";
import { openDemo } from "./open-demo.ts";
import { openPlane } from "./open-plane.ts";
import { openRecord } from "./open-record.ts";
import { openRedis } from "./open-redis.ts";
import { openStore } from "./open-store.ts";

/** Whoever opens a connection has so long, in milliseconds, to say what they want: half-open ones are not collected. */
const httpPatience = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 5_000,
} as const;

export type Running = Readonly<{
  /** Where the page is, e.g. `http://127.0.0.1:7300`. */
  url: string;
  /** Who signs in with the demo password, which everybody knows; nobody in a real centre. */
  demoAccounts: readonly DemoAccount[];
  stop(): Promise<void>;
}>;

export type Surroundings = Readonly<{
  config: Config;
  logger: Logger;
  clientFolder: string;
  workerProvider: WorkerProvider;
  /** Prints the path of an FFmpeg; without it nothing is recorded. */
  recorderProvider?: WorkerProvider;
  version: string;
}>;

/** Starts the whole server and answers when it serves. The only place where parts are put together. */
export async function start(surroundings: Surroundings): Promise<Running> {
  const { config, logger, clientFolder, workerProvider, recorderProvider, version } = surroundings;
  const clock = systemClock;
  const random = systemRandom;
  const ending = new AbortController();
  // Read off the parts below once they are there: nobody asks before that.
  const metrics: Metrics = new Metrics({
    rooms: () => rooms.count,
    seats: () => gateway.seatsIn(),
    mediaFree: () => plane.freeConsumers(),
    mediaReady: () => plane.status().state === "ready",
    media: () => media.figures(),
    damaged: () => rooms.damaged().size,
    newsLive: () => redis?.state === "live",
  });
  const logFault = faultLog(logger, () => metrics.fault());
  const onFault = (error: unknown): void => void logFault(error, random.id());

  // The record.
  const opened = await openStore(config, {
    clock,
    random,
    onLog: (line) => logger.debug(line),
    onError: (error) => {
      // While we stop, connections end because we end them.
      if (!ending.signal.aborted) onFault(error);
    },
  });
  const { db, boot: node } = opened;
  const log = await openRecord(config, opened, { clock, random, metrics, onFault });
  const { documentKey, vault, logKey, checkpointStore, checkpoints, ledger, ports, writing } = log;
  const { store, leases, commit } = ports;
  const reportDamage = ({ stream, message }: StreamDamaged): void =>
    logger.error({ stream, detail: message }, "record altered; the stream is not served");
  const documents = await DocumentFolder.open(
    config.DOCUMENTS_DIR ?? join(config.DATA_DIR, "documents"),
    documentKey,
    config.DOCUMENT_MOST_MB * 1024 * 1024,
  );
  const centre = await openCentre(opened, log, { clock, logger, reportDamage });
  const { journals, record, users, experts, people, evaluations, identity, alteredRows } = centre;

  // Media, which may become ready later.
  const plane = openPlane(config, logger);
  const trackNotes = new TrackNotes({
    find: (evaluation) => rooms.here(evaluation),
    random,
    onFault,
  });
  const misuseNotes = new MisuseNotes({
    find: (evaluation) => rooms.here(evaluation),
    random,
    onFault,
  });
  const recordings = new Recordings({
    root: join(config.DATA_DIR, "recordings"),
    segmentSeconds: config.RECORDING_SEGMENT_SECONDS,
    clock,
    random,
    send: recordingSend(() => rooms, ending.signal),
    onFault,
  });
  const media = new MediaRooms({
    plane,
    iceServers: () =>
      iceServersAt(
        { urls: config.TURN_URLS, secret: config.TURN_SECRET, seconds: config.TURN_SECONDS },
        clock.now(),
      ),
    record: (fact) => {
      metrics.trackChanged(fact);
      trackNotes.note(fact);
    },
    follow: (track) => recordings.follow(track),
  });

  // Rooms.
  const pseudonyms = new Pseudonyms(vault);
  const sealingKeys = new SealingKeys(vault);
  const shares = new Shares();
  const bids = new SealedBids(vault, random);
  const photos = new Photos(postgresPhotoStore(db), log.photoKey, random);
  const names = new Names({ people, users, experts, pseudonyms });
  const seatClock = new SeatClock(clock, random);
  const invitationClock = new InvitationClock(clock, random);
  const outbox = new Outbox({
    store: postgresOutboxStore(db),
    notifiers: channelsOf(config, clock, (line) => logger.info(line)),
    contacts: openContacts(people, experts),
    roomOf: async (evaluation) => {
      const found = await rooms.find(evaluation);
      return found.ok ? found.room : undefined;
    },
    clock,
    retryMs: config.NOTIFY_RETRY_MS,
    onFault,
  });
  const reactions = new Reactions({
    names,
    checkpoints,
    ledger,
    sealingKeys,
    shares,
    bids,
    photos,
    seatClock,
    trackNotes,
    recordings,
    invitationClock,
    outbox,
    media,
    publish: (room, change) => gateway.publish(room, change),
    tellNews: (room) => news.tell(room.id, names.usersOf(room.id)),
    onFault,
  });
  let cluster: Cluster | undefined;
  const news = new News((of) => people.begunOf(of), clock);
  const rooms: Rooms = new Rooms({
    ports: writing,
    reader: new EvaluationReader(ports),
    ...(opened.nodeId === undefined
      ? {}
      : { locate: async (evaluation) => (await cluster?.locate(evaluation)) ?? { at: "here" } }),
    react: (room, change) => reactions.changed(room, change),
    onOpen: (room) => reactions.opened(room),
    onLeaving: (room) => reactions.leaving(room),
    onClosed: (room, to) => {
      reactions.closed(room);
      gateway.sendAway(room.id, to).catch(onFault);
    },
    onDamage: reportDamage,
  });
  const proofs = new StreamProofs(store, checkpointStore);
  const ownLog = {
    vkeys: vkeysOf(logKey),
    root: (stream: string, size: number) => proofs.root(stream, size),
  };
  const gateway: Gateway = new Gateway({
    rooms,
    names,
    pseudonyms,
    experts,
    people,
    bids,
    shares,
    identity,
    drafts: postgresDraftStore(db),
    media,
    misuseNotes,
    finishRecording: (evaluation) => recordings.finish(evaluation),
    record,
    clock,
    random,
    logFault,
    elsewhere: () => cluster,
    log: ownLog,
    seen: (command) => {
      metrics.command(command);
      // Whole milliseconds, as requests have them: a fraction's digits say nothing to who reads them.
      logger.debug({ ...command, ms: Math.round(command.ms) }, "command");
    },
    greet: (socket, userId) => news.greet(socket, userId),
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
    documents,
    clock,
    random,
    settle: async (evaluation: string) => cluster?.membership.settle(evaluation),
  };
  const demoAccounts = await openDemo(config, opened, intake, experts, logger);

  // Doors.
  const app = buildApp({
    ...intake,
    db,
    identity,
    experts,
    store,
    proofs,
    log: ownLog,
    outsideWitnesses: new OutsideWitnesses({ ...ownLog, checkpoints: checkpointStore, clock }),
    logKeys: vkeysOf(logKey),
    keyChanges: logKey.changes,
    record,
    photos,
    viewings: new Viewings(record, () => clock.now()),
    recordingsFolder: join(config.DATA_DIR, "recordings"),
    exportBundle: (evaluation) => {
      const vkey = vkeyOf(logKey);
      const keyChanges = logKey.changes;
      const settled = () => checkpoints.settled();
      return exportBundle(
        { store, checkpoints: checkpointStore, vkey, keyChanges, version, settled },
        evaluation,
      );
    },
    health: () =>
      healthOf({
        store,
        commit,
        plane,
        rooms,
        journals,
        alteredRows: alteredRows.length,
        version,
        cluster: cluster?.membership,
        news: redis?.state,
      }),
    unready: async () => {
      if (ending.signal.aborted) return "this node is stopping";
      if (opened.nodeId !== undefined && cluster === undefined) return "this node is starting";
      return unreadyOf({ store, commit });
    },
    metrics,
    metricsToken: config.METRICS_TOKEN,
    trustedProxies: config.TRUSTED_PROXIES,
    seen: (request) => logger.debug(request, "request"),
    elsewhereUrl: async (evaluation) => cluster?.urlOf(evaluation),
    clientFolder,
    logFault,
  });
  const http = createServer(httpPatience, app);
  const io = openSockets(http, gateway, {
    db,
    clock,
    elsewhere: () => cluster,
    onFault,
    flooded: () => metrics.flooded(),
  });
  news.attach(io);
  const redis = await openRedis(config, logKey.installation, io, news, onFault);
  const url = await listening(http, config.HOST, config.PORT);
  if (opened.nodeId === undefined) await rooms.openAll();
  else
    cluster = await joinCluster({
      db,
      leases,
      rooms,
      plane,
      seats: (evaluation) => gateway.seatsIn(evaluation),
      self: {
        id: opened.nodeId,
        url: config.PUBLIC_URL ?? url,
        region: config.REGION,
        version,
      },
      boot: node,
      clock,
      onNodes: (urls) => gateway.tellNodes(urls),
      onFault,
    });
  await log.letKeysGo();
  const stopDiskWatch = await beginRecording(config, recordings, {
    provider: recorderProvider,
    signal: ending.signal,
    logger,
    onFault,
  });
  const probing = setInterval(() => {
    // Health stays bad until something is written again, and nobody may come who would write.
    if (commit.isFailing) record({ type: "StoreBack", data: {}, actor: "system" }).catch(onFault);
  }, renewMs);
  const preparingMedia = provideMedia(
    plane,
    config.MEDIASOUP_WORKER_BIN,
    workerProvider,
    ending.signal,
  );

  return {
    url,
    demoAccounts,
    async stop() {
      ending.abort();
      clearInterval(probing);
      await cluster?.membership.leave().catch(onFault);
      await io.close();
      redis?.close();
      stopDiskWatch();
      await recordings.close();
      await preparingMedia;
      await plane.stop();
      seatClock.close();
      trackNotes.close();
      misuseNotes.close();
      invitationClock.close();
      await outbox.close();
      await rooms.close();
      await reactions.settled();
      await centre.registryStream.close();
      await checkpoints.settled();
      await ledger.flush();
      await ledger.close();
      await checkpoints.settled();
      await opened.close();
    },
  };
}
