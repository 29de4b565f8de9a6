import type { Logger } from "pino";
import type { Config } from "./config.ts";
import { openDemoTender } from "./evaluations/demo-tender.ts";
import type { IntakeSources } from "./evaluations/intake.ts";
import type { OpenStore } from "./open-store.ts";
import {
  openDemoAccounts,
  seedDemoCentre,
  type DemoAccount,
  type Experts,
} from "./registry/index.ts";

/**
 * Fills an empty centre for the demo, if it is to be one. Answers the accounts that sign in with the demo password, which
 * everybody knows; in a real centre each of them is warned of.
 */
export async function openDemo(
  { CENTRE }: Config,
  { db, alone }: OpenStore,
  intake: IntakeSources,
  experts: Experts,
  logger: Logger,
): Promise<readonly DemoAccount[]> {
  if (CENTRE === "demo") {
    await alone(async () => {
      const seeded = await seedDemoCentre({ users: intake.users, experts });
      if (seeded) await openDemoTender(intake.users, intake);
    });
  }
  const accounts = await openDemoAccounts(db);
  if (CENTRE === "empty" && accounts.length > 0) {
    logger.warn(
      { logins: accounts.map(({ login }) => login) },
      "these accounts sign in with the demo password, which everybody knows; change each by: npm run -s accounts -- password LOGIN",
    );
  }
  return accounts;
}
