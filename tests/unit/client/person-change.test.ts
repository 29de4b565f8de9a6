import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test } from "vitest";
import { changePerson, sessionKey } from "../../../client/src/app/person-change.ts";

let queries: QueryClient;
let session: QueryObserver<string, Error, string, string, typeof sessionKey>;
let answer: () => Promise<string>;
let stop: () => void;

/** The frame's look at the session, which stays on the page whoever comes and goes. */
beforeEach(async () => {
  answer = () => Promise.reject(new Error("signed out"));
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  session = new QueryObserver(queries, { queryKey: sessionKey, queryFn: () => answer() });
  stop = session.subscribe(() => {});
  await session.refetch();
});
afterEach(() => stop());

test("the frame hears who signed in, without being drawn anew", async () => {
  expect(session.getCurrentResult().isError).toBe(true);
  await changePerson(queries, "host");
  expect(session.getCurrentResult()).toMatchObject({ data: "host", isError: false });
});

test("the frame hears that nobody is signed in any more", async () => {
  await changePerson(queries, "host");
  await changePerson(queries);
  const { data, isError } = session.getCurrentResult();
  expect(data).toBeUndefined();
  expect(isError).toBe(true);
});

test("nothing that was fetched for the one before is left for the next", async () => {
  queries.setQueryData(["evaluations"], ["of the host"]);
  await changePerson(queries, "supervisor");
  expect(queries.getQueryData(["evaluations"])).toBeUndefined();
});
