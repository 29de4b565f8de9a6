import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { reportSchema, type Order, type Report } from "./messages.ts";

/** The processes that play the rooms. */
export class Drivers {
  readonly #children: readonly ChildProcess[];

  constructor(count: number) {
    this.#children = Array.from({ length: count }, () =>
      fork(join(import.meta.dirname, "driver.ts"), {
        execArgv: ["--disable-warning=ExperimentalWarning"],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      }),
    );
  }

  get count(): number {
    return this.#children.length;
  }

  get pids(): readonly number[] {
    return this.#children.flatMap(({ pid }) => pid ?? []);
  }

  /** Gives each driver its order and waits for all reports. Rejects when one fails or ends. */
  async do<Type extends Report["type"]>(
    answer: Type,
    orderOf: (driver: number) => Order,
    signal: AbortSignal,
  ): Promise<readonly Extract<Report, { type: Type }>[]> {
    return Promise.all(
      this.#children.map(async (child, index) => {
        const report = await ask(child, orderOf(index), signal);
        if (report.type === "failed") throw new Error(`a driver failed: ${report.why}`);
        if (!isOf(report, answer)) throw new Error(`a driver answered ${report.type}`);
        return report;
      }),
    );
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#children.map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill("SIGKILL");
        await once(child, "exit");
      }),
    );
  }
}

async function ask(child: ChildProcess, order: Order, signal: AbortSignal): Promise<Report> {
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  try {
    child.send(order);
    const [message] = await Promise.race([
      once(child, "message", { signal: either }),
      once(child, "exit", { signal: either }).then(() => {
        throw new Error("a driver ended");
      }),
    ]);
    return reportSchema.parse(message);
  } finally {
    ending.abort();
  }
}

function isOf<Type extends Report["type"]>(
  report: Report,
  type: Type,
): report is Extract<Report, { type: Type }> {
  return report.type === type;
}
