import { parentPort, workerData } from "node:worker_threads";
import { sealingOf } from "@yuanping/shared/evaluation/ceremony/sealing.ts";

const [requirement, pool, more]: Parameters<typeof sealingOf> = workerData;
parentPort?.postMessage(sealingOf(requirement, pool, more), []);
