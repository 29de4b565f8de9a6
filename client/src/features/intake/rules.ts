import { isDecimal } from "@yuanping/shared/method/decimal.ts";
import type { FormRule } from "antd";
import type { TFunction } from "i18next";

/** Must be filled in. */
export const needed = (t: TFunction): FormRule => ({
  required: true,
  whitespace: true,
  message: t("intake.missing"),
});

/** Must be a plain number, where it is filled in. */
export const aNumber = (t: TFunction): FormRule => ({
  validator: async (_, value: unknown) => {
    if (typeof value !== "string" || value.trim() === "" || isDecimal(value.trim())) return;
    throw new Error(t("intake.number"));
  },
});
