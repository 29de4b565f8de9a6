import { afterAll, beforeAll, expect, test } from "vitest";
import { drawRecordSchema, feasibilitySchema } from "@yuanping/shared/contracts/http.ts";
import { verifyDrawAlone } from "@yuanping/shared/evidence/index.ts";
import { newestProfiles } from "@yuanping/shared/law/profiles/index.ts";
import { Lot } from "../../support/server-people.ts";
import { sharedServer } from "../../support/server-process.ts";

const server = sharedServer();
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(server().url)).checkIn();
}, 120_000);
afterAll(() => lot.close());

const cookieOf = (login: string): string =>
  lot.seats.find(({ account }) => account.login === login)?.account.cookie ?? "";

async function record(cookie?: string): Promise<Response> {
  const headers = cookie === undefined ? {} : { cookie };
  return fetch(`${server().url}/api/evaluations/${lot.id}/draw`, { headers });
}

test("each party of the draw gets what repeats it, and it holds; nobody else gets a byte of it", async () => {
  for (const login of ["host", "supervisor", "witness"]) {
    const { transcript, pool, logKeys } = drawRecordSchema.parse(
      await (await record(cookieOf(login))).json(),
    );
    const checks = await verifyDrawAlone(transcript, pool, logKeys);
    expect(checks.filter(({ ok }) => ok === false)).toEqual([]);
    expect(checks.filter(({ ok }) => ok === null).map(({ name }) => name)).toEqual(["log"]);
    const altered = { ...transcript, drawId: "00".repeat(32) };
    const found = await verifyDrawAlone(altered, pool, logKeys);
    expect(found.filter(({ ok }) => ok === false).map(({ name }) => name)).toContain("spec");
  }
  for (const cookie of [cookieOf("agency"), undefined, ...lot.undrawn.map((one) => one.cookie)]) {
    const refused = await record(cookie);
    expect(refused.status).toBe(404);
    expect(await refused.text()).not.toContain("transcript");
  }
});

const asked = {
  owner: "某单位",
  agencyName: "某代理",
  profile: { id: "open", version: newestProfiles.open.version },
  bidders: [],
  panel: {
    draw: { seats: [{ specialty: "it", count: 3 }], regions: [], onePerEmployer: false },
    law: "equal",
  },
};

async function feasibility(login: string, body: unknown): Promise<Response> {
  return fetch(`${server().url}/api/feasibility`, {
    method: "POST",
    headers: { cookie: cookieOf(login), "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

test("an agency, and nobody else, learns what a requirement would leave: numbers and not one name", async () => {
  const answer = await feasibility("agency", asked);
  const text = await answer.text();
  const found = feasibilitySchema.parse(JSON.parse(text));
  expect(found.fairness).toBe("equal");
  expect(Number(found.panels)).toBeGreaterThan(0);
  expect(text).not.toMatch(/u-|"ref"|"name"/u);
  for (const login of ["host", "supervisor"]) {
    expect((await feasibility(login, asked)).status).toBe(403);
  }
  expect((await feasibility("agency", { ...asked, panel: {} })).status).toBe(400);
});

test("a requirement that nobody meets is answered with the rule that stands in its way", async () => {
  const seats = [{ specialty: "it", count: 99 }];
  const panel = { ...asked.panel, draw: { ...asked.panel.draw, seats } };
  const found = feasibilitySchema.parse(
    await (await feasibility("agency", { ...asked, panel })).json(),
  );
  expect(found.panels).toBeUndefined();
  expect(found.refusal).toMatchObject({
    code: "draw.no-valid-panel",
    details: { seat: "it", needed: 99, rule: "seat.count" },
  });
});
