import type { CeremonyView } from "@yuanping/shared/contracts/view.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import look from "./draw.module.css";

type Party = CeremonyView["parties"][number];

/** Who has given what, a step a row: three parties fit beside one another on the narrowest screen. */
export function PartyTable({ ceremony }: Readonly<{ ceremony: CeremonyView }>) {
  const { words } = useRoom();
  const { parties, phase } = ceremony;
  const steps = [
    { name: "key", given: ({ key }: Party) => key },
    { name: "commit", given: ({ committed }: Party) => committed },
    { name: "freeze", given: ({ frozen }: Party) => frozen },
    { name: "reveal", given: ({ revealed }: Party) => revealed || phase === "rest" },
  ] as const;
  return (
    <table className={`${styles["table"]} ${look["parties"]}`}>
      <caption className={look["caption"]}>{words.draw.parties}</caption>
      <thead>
        <tr>
          <th scope="col">{words.draw.what}</th>
          {parties.map(({ party }) => (
            <th key={party} scope="col">
              {words.draw.party[party]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {steps.map(({ name, given }) => (
          <tr key={name}>
            <th scope="row">{words.draw.step[name]}</th>
            {parties.map((each) => (
              <td key={each.party}>{given(each) ? `✓ ${words.draw.given}` : words.draw.waiting}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
