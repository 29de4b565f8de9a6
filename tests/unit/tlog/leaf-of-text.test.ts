import { expect, test } from "vitest";
import { leafHash, utf8 } from "@yuanping/shared/tlog/index.ts";
import { leafOfText } from "../../../server/src/kernel/platform-hash.ts";

test.each(["", "{}", '{"text":"请各位成员独立评审。𠮷"}', "\0", "\uFEFF{}", "é".repeat(40_000)])(
  "the platform hashes the text of a leaf as its bytes are hashed: %#",
  (text) => {
    expect(leafOfText(text)).toEqual(leafHash(utf8(text)));
  },
);
