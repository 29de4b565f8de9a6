import { expect, it } from "vitest";
import { z } from "zod";
import { rfc3797Selection } from "../../support/reference-draw.ts";
import { vectorFile } from "./draw-vectors.ts";

const schema = z.object({
  seed_string: z.string(),
  pool: z.int(),
  names: z.array(z.string()),
  rows: z.array(
    z.object({
      md5: z.string(),
      remainder: z.int(),
      selected: z.int(),
      name: z.string(),
    }),
  ),
});
const vectors = schema.parse(JSON.parse(vectorFile("rfc3797-vectors.json")));

it("the reference draw selects exactly whom RFC 3797 section 6 selects", () => {
  const rows = rfc3797Selection(vectors.seed_string, vectors.pool, vectors.rows.length);
  const named = rows.map((row) => ({ ...row, name: vectors.names[row.selected - 1] }));
  expect(named).toEqual(vectors.rows.map(({ md5, remainder, selected, name }) => ({ md5, remainder, selected, name })));
  expect(rows.slice(0, 5).map((row) => row.selected)).toEqual([17, 7, 2, 16, 25]);
});
