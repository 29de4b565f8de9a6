import { useQuery } from "@tanstack/react-query";
import type { Feasibility, FeasibilityRequest } from "@yuanping/shared/contracts/http.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import { Form } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, valueOf } from "../../app/api.ts";
import { useSpoken } from "../../components/use-language.ts";
import { grouped, percentOf } from "../../i18n/digits.ts";
import { useWords } from "../../i18n/room/use-words.ts";
import { seatName } from "../room/naming.ts";
import { feasibilityOfForm, type IntakeForm } from "./intake-form.ts";
import styles from "./intake-page.module.css";

/** Time to finish typing a number, in milliseconds. */
const CALM = 500;

/** What the requirement would leave if the pool were sealed now, asked anew whenever it changes. */
export function FeasibilityNote() {
  const form = Form.useFormInstance<IntakeForm>();
  const values = Form.useWatch((all: Partial<IntakeForm>) => feasibilityOfForm(all), form);
  const asked = useCalm(values === undefined ? undefined : JSON.stringify(values));
  const request: FeasibilityRequest | undefined = asked === undefined ? undefined : values;
  const { data, isFetching } = useQuery({
    queryKey: ["feasibility", asked],
    queryFn: () => (request === undefined ? null : valueOf(api.feasibility(request))),
    enabled: request !== undefined,
    placeholderData: (before) => before,
  });
  return (
    <div className={styles["feasibility"]} role="status" aria-busy={isFetching}>
      {data === undefined || data === null ? <p className="quiet">…</p> : <Found found={data} />}
    </div>
  );
}

function Found({ found }: Readonly<{ found: Feasibility }>) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const words = useWords();
  const { experts, excluded, fallbacks, panels, smallest, largest, fairness, refusal } = found;
  return (
    <>
      {refusal !== undefined && <p className={styles["faults"]}>{spoken(speak(refusal))}</p>}
      {panels !== undefined && smallest !== undefined && largest !== undefined && (
        <p className={`${styles["sum"]} number`}>
          {t(smallest === largest ? "intake.panel.panelsAlike" : "intake.panel.panels", {
            panels: grouped(panels),
            smallest: share(smallest),
            largest: share(largest),
          })}
          {fairness !== undefined && ` ${t(`intake.panel.fairness.${fairness}`)}`}
        </p>
      )}
      <p className="quiet small">
        {t("intake.panel.eligible", { count: experts })}
        {excluded.map(({ rule, experts: count }) => (
          <span key={rule}>
            {" "}
            · {t(`intake.panel.excluded.${rule}`, { count, defaultValue: rule })}
          </span>
        ))}
      </p>
      {fallbacks.map(({ specialty, broader, holders }) => (
        <p key={`${specialty} ${broader}`} className="quiet small">
          {t("intake.panel.usedFallback", {
            specialty: seatName(specialty, words),
            broader: seatName(broader, words),
            count: holders,
          })}
        </p>
      ))}
    </>
  );
}

function share(chance: string): string {
  const [over = "0", under = "1"] = chance.split("/");
  return percentOf(over, under);
}

/** The value once it has not changed for a moment. */
function useCalm(value: string | undefined): string | undefined {
  const [calm, setCalm] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setCalm(value), CALM);
    return () => clearTimeout(timer);
  }, [value]);
  return calm === value ? calm : undefined;
}
