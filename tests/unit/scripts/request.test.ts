import { expect, test } from "vitest";
import { readRequest } from "../../../scripts/test/request.ts";

test("no words ask for everything", () => {
  const request = { projects: ["unit", "integration", "e2e"], words: [], isWhole: true };
  expect(readRequest([])).toEqual(request);
});

test("a named project and a filter ask for no more than that", () => {
  const request = { projects: ["unit"], words: ["tlog"], isWhole: false };
  expect(readRequest(["--project", "unit", "tlog"])).toEqual(request);
  expect(readRequest(["tlog", "--project=unit"])).toEqual(request);
});

test.each([[["--project", "units"]], [["--project"]], [["--project="]]])(
  "%j names no project",
  (args) => {
    expect(readRequest(args)).toBeUndefined();
  },
);
