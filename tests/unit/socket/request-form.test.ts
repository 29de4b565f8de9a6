import { expect, test } from "vitest";
import { formOf } from "../../../server/src/transport/http/request-log.ts";

test("what is told of a request has no id in it, also where an id could be a word", () => {
  expect(formOf("/api/evaluations/ev-grtiuoqwnw/checkpoint")).toBe("/api/evaluations/:/checkpoint");
  expect(formOf("/api/evaluations/ev-4a1b2c3d4e/bids/alpha/documents/0f")).toBe(
    "/api/evaluations/:/bids/:/documents/:",
  );
  expect(formOf("/zhangsan")).toBe("/:");
  expect(formOf("/")).toBe("/");
});
