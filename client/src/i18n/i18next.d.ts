import "i18next";
import type { zh } from "./zh/index.ts";

/** Makes `t` refuse a key that no dictionary has. */
declare module "i18next" {
  interface CustomTypeOptions {
    resources: { translation: typeof zh };
    returnNull: false;
  }
}
