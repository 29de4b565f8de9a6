import { z } from "zod";

const portSchema = z.coerce.number().int().min(0).max(65_535);

/** Everything that can be set from outside, by environment variables. */
export const configSchema = z.object({
  /** Where the page and the sockets are served; 0 takes a free port. */
  PORT: portSchema.default(7300),
  /** Address to listen on. */
  HOST: z.string().min(1).default("0.0.0.0"),
  /** Data, keys and the embedded database. */
  DATA_DIR: z.string().min(1).default("./data"),
  /** Another PostgreSQL than the embedded one. */
  DATABASE_URL: z.url().optional(),
  /** Address that clients are told to send media to; the machine's own by default. */
  MEDIA_ANNOUNCED: z.string().min(1).optional(),
  /** First UDP/TCP port for media, one per worker; 0 takes free ports. */
  MEDIA_PORT: portSchema.default(0),
  /** A mediasoup worker to use instead of the one found or built. */
  MEDIASOUP_WORKER_BIN: z.string().min(1).optional(),
  /** Number of media workers; one per core by default. */
  MEDIA_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  /** Tracks that one worker may forward to receivers; a room that needs more has no media, and goes on without. */
  MEDIA_CONSUMERS: z.coerce.number().int().min(1).max(10_000).default(400),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** `off` leaves the embedded database without fsync. For tests only: what is acknowledged may be lost. */
  YUANPING_FSYNC: z.enum(["on", "off"]).default("on"),
});
export type Config = z.infer<typeof configSchema>;

/** Reads the environment; throws an Error that names every variable that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = configSchema.safeParse(environment);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`the configuration is wrong: ${faults.join("; ")}`);
}
