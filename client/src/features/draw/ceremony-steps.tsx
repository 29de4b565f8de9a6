import type { CeremonyView } from "@yuanping/shared/contracts/view.ts";
import { useRoom } from "../room/room-context.ts";
import look from "./draw.module.css";

const order = ["pool", "commit", "reveal", "result"] as const;
const places = { keys: 0, sealing: 0, commit: 1, freeze: 1, reveal: 2, rest: 4 } as const;

/** 封存名单 → 三方承诺 → 三方揭示 → 结果: where the draw of the panel stands. */
export function CeremonySteps({ phase }: Pick<CeremonyView, "phase">) {
  const { words } = useRoom();
  const here = places[phase];
  return (
    <ol className={look["line"]}>
      {order.map((name, place) => (
        <li key={name} aria-current={place === here ? "step" : undefined}>
          {place < here && (
            <>
              <span aria-hidden>✓ </span>
              <span className="only-heard">{words.stageDone} </span>
            </>
          )}
          {words.draw.line[name]}
        </li>
      ))}
    </ol>
  );
}
