import { beforeAll, describe, expect, test } from "vitest";
import type { Sheet } from "@yuanping/shared/contracts/sheet.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { view } from "@yuanping/shared/evaluation/view.ts";
import { generateSealingKeys, openSealedSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import { cellKey, type DraftCells } from "../../../client/src/connection/draft-document.ts";
import { nonceKey, ownCopyOf, resealing } from "../../../client/src/features/score-sheet/reseal.ts";
import {
  buildSheet,
  formOf,
  submissionOf,
} from "../../../client/src/features/score-sheet/sheet-building.ts";
import { actorOf, chanceOf } from "../../support/evaluation-room.ts";
import { roomAtScoring } from "./room-at-scoring.ts";

const nonce = chanceOf("nonce");
let seen: EvaluationView;
let cells: DraftCells;
let submitted: Sheet;

beforeAll(async () => {
  const room = roomAtScoring((await generateSealingKeys()).publicKey);
  const person = room.state.panel.members[0]?.person ?? "";
  const look = () => view(room.state, { person, role: "expert" }, new Map());
  const open = look();
  const { bids, items } = formOf(open);
  const marks = bids.flatMap((bid) =>
    items.map(({ id }) => [cellKey("mark", bid, id), { value: "7.5", at: 1 }] as const),
  );
  cells = { ...Object.fromEntries(marks), [nonceKey(1)]: { value: nonce, at: 2 } };
  const sheet = buildSheet(open, formOf(open), cells);
  if (sheet === undefined) throw new Error("the sheet can be built");
  submitted = sheet;
  const command = await submissionOf(sheet, nonce, open.scoring.sealingKey ?? "");
  room.do(actorOf(person, "expert", true), command);
  seen = look();
});

describe("a member's own copy of a locked sheet", () => {
  test("is what the draft gives, when it is the very sheet of the receipt", () => {
    expect(ownCopyOf(seen, formOf(seen), cells)).toEqual({ sheet: submitted, nonce });
  });

  test("is none when a mark was changed since, or the nonce is not in the draft", () => {
    const [first = ""] = Object.keys(cells);
    const changed = { ...cells, [first]: { value: "8", at: 3 } };
    const { [nonceKey(1)]: _nonce, ...without } = cells;
    for (const other of [changed, without, {}]) {
      expect(ownCopyOf(seen, formOf(seen), other)).toBeUndefined();
    }
  });

  test("is sealed to the key that is due, under the same commitment", async () => {
    const keys = await generateSealingKeys();
    const remade = { ...seen, scoring: { ...seen.scoring, sealingKey: keys.publicKey } };
    const command = await resealing(remade, { sheet: submitted, nonce });
    if (command?.type !== "resealSheet") throw new Error("the sheet can be resealed");
    const commitment = seen.scoring.receipt?.commitment ?? "";
    expect(await openSealedSheet(keys, commitment, command.sealed)).toEqual({
      sheet: submitted,
      nonce,
    });
  });
});
