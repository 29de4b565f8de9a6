import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useSpoken } from "./use-language.ts";

type RefusalTextProps = Readonly<{
  refusal: SpokenRefusal;
  title?: string;
  action?: ReactNode;
}>;

/** Why something was not done: the server's words, the article they rest on, and a reference to ask about. */
export function RefusalText({ refusal, title, action }: RefusalTextProps) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const text = spoken(refusal);
  const article = refusal.details?.["article"];
  const notes = [
    article !== undefined && !text.includes(String(article))
      ? t("frame.article", { article })
      : undefined,
    refusal.correlation === undefined
      ? undefined
      : t("frame.correlation", { correlation: refusal.correlation }),
  ].filter((note) => note !== undefined);
  return (
    <Alert
      role="alert"
      type={
        refusal.category === "unavailable" || refusal.category === "limited" ? "warning" : "error"
      }
      showIcon
      title={title ?? text}
      description={
        title === undefined && notes.length === 0 ? undefined : (
          <>
            {title !== undefined && <p>{text}</p>}
            {notes.length > 0 && <p className="small quiet">{notes.join(" · ")}</p>}
          </>
        )
      }
      action={action}
    />
  );
}
