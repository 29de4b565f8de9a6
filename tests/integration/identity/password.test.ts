import { expect, test } from "vitest";
import { hashPassword, passwordMatches } from "../../../server/src/identity/index.ts";

test("a hash names its algorithm and cost, and matches its password alone", async () => {
  const phc = await hashPassword("correct horse");
  expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await passwordMatches("correct horse", phc)).toBe(true);
  for (const wrong of ["correct hors", "correct horse ", "Correct horse", ""]) {
    expect(await passwordMatches(wrong, phc)).toBe(false);
  }
});

test("the same password hashes differently every time", async () => {
  expect(await hashPassword("x")).not.toBe(await hashPassword("x"));
});

test("characters that look the same but are typed as other code points are the same password", async () => {
  const phc = await hashPassword("e\u0301ＡＢ１");
  expect(await passwordMatches("\u00e9AB1", phc)).toBe(true);
});

test("a stored string of another cost or form is refused, not computed", async () => {
  const phc = await hashPassword("x");
  const forms = ["", "plain", phc.replace("m=19456", "m=4194304"), `${phc}$more`, "$argon2id$"];
  for (const form of forms) {
    await expect(passwordMatches("x", form)).rejects.toThrow(/not of the form/);
  }
});
