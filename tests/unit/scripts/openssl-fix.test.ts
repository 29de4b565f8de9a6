import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  fixOpenSslCallback,
  openSslFixTarget,
} from "../../../scripts/mediasoup-worker/openssl-fix.ts";

const packageSources = join(import.meta.dirname, "../../../node_modules/mediasoup/worker");

test("the fix changes one comparison in the sources of the installed package", () => {
  const source = readFileSync(join(packageSources, openSslFixTarget), "utf8");
  const fixed = fixOpenSslCallback(source);
  const changed = fixed.split("\n").filter((line, index) => line !== source.split("\n")[index]);
  expect(changed).toHaveLength(1);
  expect(changed[0]).toContain("(operationType & BIO_CB_RETURN)");
});

test.each(["", "(operationType == BIO_CB_RETURN) (operationType == BIO_CB_RETURN)"])(
  "the fix refuses a source that it does not know",
  (source) => {
    expect(() => fixOpenSslCallback(source)).toThrow(/instead of once/);
  },
);
