import { z } from "zod";
import { redisTargetSchema } from "./adapters/redis/target.ts";

/** A schema of its own for each setting, because what is said of one must not be said of another. */
function port() {
  return z.coerce.number().int().min(0).max(65_535);
}

/**
 * Everything that can be set from outside, by environment variables; `npm run -s config` prints it as a table.
 * `usual` says what holds where the variable is not set and no single value does.
 */
export const settingsSchema = z.object({
  PORT: port()
    .default(7300)
    .meta({ description: "where the page and the sockets are served; 0 takes a free port" }),
  HOST: z.string().min(1).default("0.0.0.0").meta({ description: "address to listen on" }),
  DATA_DIR: z
    .string()
    .min(1)
    .default("./data")
    .meta({ description: "the embedded database, the key file, the recordings" }),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .meta({
      description:
        "another PostgreSQL (15 or later) than the embedded one, for any number of nodes",
    }),
  DATABASE_CONNECTIONS: z.coerce
    .number()
    .int()
    .min(4)
    .max(200)
    .default(10)
    .meta({ description: "connections to it at most, for this node" }),
  MIGRATE_AT_START: z.enum(["on", "off"]).default("on").meta({
    description:
      "`off` refuses a database that is older than this version, until `npm run -s migrate` was run",
  }),
  CENTRE: z.enum(["demo", "empty"]).default("demo").meta({
    description:
      "`demo` fills a store in which nobody is with a demo centre, whose password everybody knows; `empty` puts nothing in: a real centre imports its people by `npm run -s accounts`",
  }),
  KEY_FILE: z.string().min(1).optional().meta({
    usual: "`keys/master.key` in `DATA_DIR`",
    description: "the master key: the same file on all nodes of a database",
  }),
  NODE_ID: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,38}$/)
    .optional()
    .meta({
      usual: "the host's name and chance",
      description: "this node's name among others, also in its logs and metrics",
    }),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({
      usual: "the address it listens on",
      description: "where browsers reach this node and no other",
    }),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ""))
    .pipe(
      z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6(), z.literal("loopback")])).max(16),
    )
    .meta({
      description:
        "addresses and networks (`10.0.0.0/8`) of the proxies before this node, or `loopback`: what they say of where a request comes from is believed",
    }),
  METRICS_TOKEN: z.string().min(16).max(200).optional().meta({
    description:
      "who sends it as `Authorization: Bearer …` may read `/metrics` from anywhere; without it only this machine may",
  }),
  REGION: z.string().max(40).default("").meta({
    description:
      "rooms are placed in the region where they were asked for, while there is media left",
  }),
  REDIS_URL: redisTargetSchema.optional().meta({
    description:
      "`redis://`, `rediss://`, `redis+cluster://host:port,host:port`, `redis+sentinel://host:port,host:port/name`; without it each node tells its own people only",
  }),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w:.-]{1,40}$/)
    .default("yuanping:")
    .meta({ description: "what our keys in it begin with; the installation's name follows" }),
  MEDIA_ANNOUNCED: z.string().min(1).optional().meta({
    usual: "the machine's addresses",
    description: "the address that clients send media to",
  }),
  MEDIA_PORT: port().default(0).meta({
    description: "first UDP and TCP port for media, one per worker; 0 takes free ones",
  }),
  TURN_URLS: z
    .string()
    .default("")
    .transform((text) => text.split(/[\s,]+/).filter((url) => url !== ""))
    .pipe(z.array(z.string().regex(/^(stun|turn)s?:/)).max(8))
    .meta({
      description:
        "STUN and TURN addresses for networks that let nothing else through, e.g. `turns:turn.example:443?transport=tcp`",
    }),
  TURN_SECRET: z.string().min(16).optional().meta({
    description: "the secret shared with the TURN server, from which credentials are made",
  }),
  TURN_SECONDS: z.coerce
    .number()
    .int()
    .min(60)
    .max(86_400)
    .default(43_200)
    .meta({ description: "for how long such a credential is good" }),
  MEDIASOUP_WORKER_BIN: z.string().min(1).optional().meta({
    usual: "found, downloaded or built",
    description: "a media worker of your own",
  }),
  MEDIA_WORKERS: z.coerce
    .number()
    .int()
    .min(1)
    .max(64)
    .optional()
    .meta({ usual: "one a core", description: "media workers" }),
  MEDIA_CONSUMERS: z.coerce.number().int().min(1).max(10_000).default(400).meta({
    description:
      "tracks that one worker may forward; a room that needs more is spread over several, and whoever is past all of them is refused media and goes on without",
  }),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .meta({
      description:
        "the mail server that drawn experts are mailed by, `smtp://user:password@host:port`",
    }),
  SMTP_FROM: z.string().min(3).max(200).optional().meta({ description: "the sender" }),
  WEBHOOK_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: "your own SMS or voice gateway" }),
  WEBHOOK_SECRET: z
    .string()
    .min(16)
    .max(200)
    .optional()
    .meta({ description: "the secret that signs calls to it" }),
  NOTIFY_RETRY_MS: z.coerce.number().int().min(1).max(600_000).default(5_000).meta({
    description:
      "the first pause before a call is tried again; each further one is twice as long, six attempts in all",
  }),
  RECORDING: z
    .enum(["on", "off"])
    .default("on")
    .meta({ description: "`off` records nothing; rooms say so" }),
  FFMPEG_BIN: z.string().min(1).optional().meta({
    usual: "found, installed or fetched",
    description: "an FFmpeg of your own, with its FFprobe beside it",
  }),
  RECORDING_SEGMENT_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .default(30)
    .meta({ description: "how long a file of a recording is" }),
  RECORDING_DISK_LOW_MB: z.coerce
    .number()
    .int()
    .min(0)
    .default(5120)
    .meta({ description: "free space below which supervision is warned" }),
  RECORDING_DISK_FULL_MB: z.coerce
    .number()
    .int()
    .min(0)
    .default(512)
    .meta({ description: "free space below which nothing more is recorded" }),
  DOCUMENTS_DIR: z.string().min(1).optional().meta({
    usual: "`documents` in `DATA_DIR`",
    description: "documents of bids, encrypted: one folder that all nodes of a database share",
  }),
  DOCUMENT_MOST_MB: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_000)
    .default(100)
    .meta({ description: "the largest document that is taken" }),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"])
    .default("info")
    .meta({ description: "from which level on lines are logged" }),
  YUANPING_FSYNC: z.enum(["on", "off"]).default("on").meta({
    description: "`off` only in tests: what is acknowledged may then be lost in a power cut",
  }),
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
