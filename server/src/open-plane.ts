import type { Logger } from "pino";
import { machineAddresses } from "./adapters/mediasoup/listen.ts";
import { MediasoupPlane } from "./adapters/mediasoup/plane.ts";
import type { Config } from "./config.ts";

/** The plane that forwards media on this machine; it gets its workers later. */
export function openPlane(config: Config, logger: Logger): MediasoupPlane {
  return new MediasoupPlane({
    listen:
      config.MEDIA_ANNOUNCED === undefined
        ? machineAddresses()
        : [{ ip: "0.0.0.0", announcedAddress: config.MEDIA_ANNOUNCED }],
    port: config.MEDIA_PORT,
    consumersPerWorker: config.MEDIA_CONSUMERS,
    ...(config.MEDIA_WORKERS === undefined ? {} : { workers: config.MEDIA_WORKERS }),
    warn: (message, details) => logger.warn(details, message),
  });
}
