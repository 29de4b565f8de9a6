import { COSIGNATURE_V1, parseVkey } from "../../tlog/index.ts";

/** Whether `vkey` is a C2SP key under this name that cosigns checkpoints. */
export function isWitnessKey(name: string, vkey: string): boolean {
  try {
    const key = parseVkey(vkey);
    return key.name === name && key.type === COSIGNATURE_V1;
  } catch {
    return false;
  }
}
