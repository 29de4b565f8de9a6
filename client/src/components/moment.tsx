import { useTranslation } from "react-i18next";

/** An instant as date and time of this machine's zone. */
export function Moment({ at, only }: Readonly<{ at: number; only?: "time" | "date" | "minute" }>) {
  const { i18n } = useTranslation();
  const date = new Date(at);
  const day = { year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const clock = { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false } as const;
  const minute = { hour: "2-digit", minute: "2-digit", hour12: false } as const;
  const parts = {
    time: clock,
    date: day,
    minute: { ...day, ...minute },
    whole: { ...day, ...clock },
  }[only ?? "whole"];
  return <time dateTime={date.toISOString()}>{date.toLocaleString(i18n.language, parts)}</time>;
}
