import type { Item } from "@yuanping/shared/method/item.ts";
import { useRoom } from "../room/room-context.ts";
import look from "./score-sheet.module.css";

/** An item with its maximum; its rule opens in place. */
export function ItemHeader({ item }: Readonly<{ item: Item }>) {
  const { words } = useRoom();
  if (item.kind === "pass-fail") return <th scope="row">{item.id}</th>;
  const rules = [
    words.sheet.rule(item.max),
    item.kind === "objective" ? words.sheet.ruleObjective : words.sheet.ruleSubjective,
    ...(item.factor === undefined ? [] : [words.sheet.ruleFactor(item.factor)]),
    ...(item.floor === undefined ? [] : [words.sheet.ruleFloor(item.floor)]),
  ];
  return (
    <th scope="row" className={look["item"]}>
      <span className={look["itemName"]}>{item.id}</span>
      <details>
        <summary>
          {words.sheet.max(item.max)} · {words.sheet.kind[item.kind]}
        </summary>
        <span>{rules.join(" ")}</span>
      </details>
    </th>
  );
}
