import { split } from "shamir-secret-sharing";
import { shareHolders, sharesNeeded } from "@yuanping/shared/contracts/sealed-share.ts";
import type { Viewer } from "@yuanping/shared/evaluation/index.ts";
import { generateBoxKeys, privateBytes } from "@yuanping/shared/seal/box.ts";
import { sealShare } from "@yuanping/shared/seal/share-sealing.ts";
import { base64 } from "@yuanping/shared/tlog/index.ts";
import type { RoomFacts } from "./facts.ts";
import type { RoomHands } from "./room-hands.ts";

/**
 * The key that the sheets are sealed to, made as the supervisor's browser makes it, with the shares kept for those who
 * release it later. `holders`: host, supervisor and witness.
 */
export async function makeSealingKey(
  hands: RoomHands,
  holders: readonly Viewer[],
): Promise<Pick<RoomFacts, "sealingKey" | "releases">> {
  const evaluation = hands.state.id;
  const own = await Promise.all(holders.map(() => generateBoxKeys()));
  for (const [index, viewer] of holders.entries()) {
    const publicKey = own[index]?.publicKey ?? "";
    await hands.send(viewer, { type: "declareSealingKey", publicKey });
  }
  const keys = await generateBoxKeys();
  const { publicKey } = keys;
  const shares = await split(privateBytes(keys), shareHolders.length, sharesNeeded);
  const sealedTo = async (index: number) => {
    const holder = shareHolders[index] ?? "host";
    const of = { evaluation, publicKey, holder };
    return sealShare(of, own[index]?.publicKey ?? "", shares[index] ?? new Uint8Array());
  };
  const [host, supervisor, witness] = [await sealedTo(0), await sealedTo(1), await sealedTo(2)];
  const maker = holders.find(({ role }) => role === "supervisor");
  if (maker === undefined) throw new Error("nobody makes the key");
  await hands.send(maker, {
    type: "makeSealingKey",
    publicKey,
    shares: { host, supervisor, witness },
  });
  return {
    sealingKey: publicKey,
    releases: [host, supervisor].map(({ commitment }, seat) => ({
      seat,
      commitment,
      share: base64(shares[seat] ?? new Uint8Array()),
    })),
  };
}
