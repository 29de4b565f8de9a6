import type { Logger } from "pino";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import { BundleFault } from "@yuanping/shared/evidence/index.ts";
import { isStoreGone } from "./adapters/postgres/index.ts";
import { StreamDamaged } from "./kernel/stream-writer.ts";

/** Logs a fault under a correlation id, counts it, and answers what whoever met it is told. */
export function faultLog(
  logger: Logger,
  told: () => void,
): (error: unknown, correlation: string) => Refusal {
  return (error, correlation) => {
    told();
    logger.error({ err: error, correlation }, "fault");
    if (error instanceof StreamDamaged) return refuse("unavailable", "record.altered");
    if (error instanceof BundleFault) return refuse("conflict", "record.not-signed");
    return isStoreGone(error)
      ? refuse("unavailable", "store.unavailable")
      : refuse("internal", "server.fault", { correlation });
  };
}
