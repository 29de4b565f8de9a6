import { stageOrder, type Stage } from "@yuanping/shared/contracts/stages.ts";

const order: readonly Stage[] = stageOrder;

export const stageCount = order.length;

/** Which stage in the order it is, from 1; undefined for `terminated`, which has no place. */
export function stagePlace(stage: Stage): number | undefined {
  const index = order.indexOf(stage);
  return index < 0 ? undefined : index + 1;
}
