import { useCallback, useEffect, useState } from "react";
import { api } from "../../app/api.ts";
import { useRoom } from "../room/room-context.ts";
import { wordRefusal } from "../room/use-send.ts";
import { openPdf, type PDFDocumentProxy } from "./open-pdf.ts";
import type { Reading } from "./reading-context.ts";
import { sha256Of, wholeBody } from "./whole-body.ts";

export type DocumentState =
  | Readonly<{ kind: "opening" }>
  | Readonly<{ kind: "loading"; fraction: number }>
  | Readonly<{ kind: "failed"; text: string }>
  /** What arrived is not what the record names. */
  | Readonly<{ kind: "altered" }>
  | Readonly<{ kind: "unreadable" }>
  | Readonly<{ kind: "open"; pdf: PDFDocumentProxy }>;

/** Opens a document on record, fetches it, and compares its hash with the record before anything of it is shown. */
export function useDocument({ bid, sha256 }: Reading): DocumentState {
  const { connection, words } = useRoom();
  const [state, setState] = useState<DocumentState>({ kind: "opening" });
  const { evaluation } = connection;

  const fetchIt = useCallback(
    async (tell: (state: DocumentState) => void): Promise<DocumentState> => {
      const opened = await connection.send({ type: "openDocument", bid, sha256 });
      // After the archive nothing more can be put on this record; the server then notes it elsewhere.
      if (!opened.ok && opened.refusal.code !== "room.out-of-turn") {
        return { kind: "failed", text: wordRefusal(opened.refusal, words) };
      }
      const answer = await api.document(evaluation, bid, sha256);
      if (!answer.ok) return { kind: "failed", text: wordRefusal(answer.refusal, words) };
      const bytes = await wholeBody(answer.value, (fraction) =>
        tell({ kind: "loading", fraction }),
      );
      if ((await sha256Of(bytes)) !== sha256) return { kind: "altered" };
      return openPdf(bytes).then(
        (pdf) => ({ kind: "open", pdf }),
        () => ({ kind: "unreadable" }),
      );
    },
    [connection, evaluation, bid, sha256, words],
  );

  useEffect(() => {
    let isWanted = true;
    let pdf: PDFDocumentProxy | undefined;
    const tell = (next: DocumentState) => {
      if (isWanted) setState(next);
    };
    fetchIt(tell).then(
      (end) => {
        pdf = end.kind === "open" ? end.pdf : undefined;
        if (isWanted) setState(end);
        else void pdf?.loadingTask.destroy();
      },
      () => tell({ kind: "failed", text: words.common.lost }),
    );
    return () => {
      isWanted = false;
      void pdf?.loadingTask.destroy();
    };
  }, [fetchIt, words]);

  return state;
}
