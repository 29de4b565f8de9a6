import { z } from "zod";
import { redisTargetSchema } from "./adapters/redis/target.ts";

const portSchema = z.coerce.number().int().min(0).max(65_535);

/** Everything that can be set from outside, by environment variables. */
const settingsSchema = z.object({
  /** Where the page and the sockets are served; 0 takes a free port. */
  PORT: portSchema.default(7300),
  /** Address to listen on. */
  HOST: z.string().min(1).default("0.0.0.0"),
  /** Data, keys and the embedded database. */
  DATA_DIR: z.string().min(1).default("./data"),
  /** Another PostgreSQL than the embedded one; any number of nodes may work on it. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Connections to it at most. */
  DATABASE_CONNECTIONS: z.coerce.number().int().min(4).max(200).default(10),
  /** `off`: a database that is older than this version is refused at the start, until `migrate` was run. */
  MIGRATE_AT_START: z.enum(["on", "off"]).default("on"),
  /** The file with the master key: the same for all nodes. `keys/master.key` in the data folder by default. */
  KEY_FILE: z.string().min(1).optional(),
  /** This node's name among others, e.g. in its logs; a fresh one at each start by default. */
  NODE_ID: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,38}$/)
    .optional(),
  /** Where clients reach this node and no other; the address it listens on by default. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where this node stands: rooms are opened in the region where they were asked for, while there is media left. */
  REGION: z.string().max(40).default(""),
  /** Redis, by which nodes tell one another's people of news; without it each node tells its own. */
  REDIS_URL: redisTargetSchema.optional(),
  /** What our keys in it begin with. */
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w:.-]{1,40}$/)
    .default("yuanping:"),
  /** Address that clients are told to send media to; the machine's own by default. */
  MEDIA_ANNOUNCED: z.string().min(1).optional(),
  /** First UDP/TCP port for media, one per worker; 0 takes free ports. */
  MEDIA_PORT: portSchema.default(0),
  /** STUN and TURN addresses to tell clients of, separated by spaces or commas. */
  TURN_URLS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((url) => url !== ""))
    .pipe(z.array(z.string().regex(/^(stun|turn)s?:/)).max(8)),
  /** The secret shared with the TURN server, from which credentials that end by themselves are made. */
  TURN_SECRET: z.string().min(16).optional(),
  /** For how long such a credential is good, in seconds. */
  TURN_SECONDS: z.coerce.number().int().min(60).max(86_400).default(43_200),
  /** A mediasoup worker to use instead of the one found or built. */
  MEDIASOUP_WORKER_BIN: z.string().min(1).optional(),
  /** Number of media workers; one per core by default. */
  MEDIA_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  /** Tracks that one worker may forward to receivers; a room that needs more has no media, and goes on without. */
  MEDIA_CONSUMERS: z.coerce.number().int().min(1).max(10_000).default(400),
  /** Where drawn experts are mailed from, as `smtp://user:password@host:port`; without it nobody is mailed. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_FROM: z.string().min(3).max(200).optional(),
  /** The operator's own SMS or voice gateway, called by signed `POST`, and the secret that signs. */
  WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  WEBHOOK_SECRET: z.string().min(16).max(200).optional(),
  /** The first pause before a notice is tried again, in milliseconds; each further one is twice as long. */
  NOTIFY_RETRY_MS: z.coerce.number().int().min(1).max(600_000).default(5_000),
  /** `off` records nothing; rooms then say so. */
  RECORDING: z.enum(["on", "off"]).default("on"),
  /** An FFmpeg to use instead of the one found or fetched. */
  FFMPEG_BIN: z.string().min(1).optional(),
  /** How long a file of a recording is, in seconds. */
  RECORDING_SEGMENT_SECONDS: z.coerce.number().int().min(1).max(60).default(30),
  /** Free space, in MiB, below which supervision is warned, and below which nothing more is recorded. */
  RECORDING_DISK_LOW_MB: z.coerce.number().int().min(0).default(5120),
  RECORDING_DISK_FULL_MB: z.coerce.number().int().min(0).default(512),
  /** Where documents of bids are kept, encrypted: one folder for all nodes. `documents` in the data folder by default. */
  DOCUMENTS_DIR: z.string().min(1).optional(),
  /** The largest document that is taken, in MiB. */
  DOCUMENT_MOST_MB: z.coerce.number().int().min(1).max(2_000).default(100),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** `off` leaves the embedded database without fsync. For tests only: what is acknowledged may be lost. */
  YUANPING_FSYNC: z.enum(["on", "off"]).default("on"),
});
export const configSchema = settingsSchema
  .refine(({ SMTP_URL, SMTP_FROM }) => SMTP_URL === undefined || SMTP_FROM !== undefined, {
    path: ["SMTP_FROM"],
    message: "needed beside SMTP_URL",
  })
  .refine((one) => one.WEBHOOK_URL === undefined || one.WEBHOOK_SECRET !== undefined, {
    path: ["WEBHOOK_SECRET"],
    message: "needed beside WEBHOOK_URL",
  });
export type Config = z.infer<typeof configSchema>;

/** Reads the environment; throws an Error that names every variable that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = configSchema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`the configuration is wrong: ${faults.join("; ")}`);
}
