import { isDecimal } from "@yuanping/shared/method/decimal.ts";
import type { FormInstance, FormRule } from "antd";
import type { TFunction } from "i18next";
import { criteriaIn } from "./intake-form.ts";

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

/** Must be one of the criteria that the tender document states. */
export const stated =
  (t: TFunction) =>
  ({ getFieldValue }: Pick<FormInstance, "getFieldValue">) => ({
    validator: async (_: unknown, value: unknown) => {
      const criteria: unknown = getFieldValue("criteria");
      const isStated =
        typeof value !== "string" ||
        value.trim() === "" ||
        (typeof criteria === "string" && criteriaIn(criteria).includes(value.trim()));
      if (!isStated) throw new Error(t("intake.document.notStated"));
    },
  });
