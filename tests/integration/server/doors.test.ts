import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { healthSchema, type Intake } from "@yuanping/shared/contracts/http.ts";
import { spokenRefusalSchema } from "@yuanping/shared/contracts/refusal.ts";
import { DEMO_PASSWORD } from "../../../server/src/registry/demo-centre.ts";
import { smallIntake } from "../../support/server-case.ts";
import { bodiesOf } from "../../support/server-database.ts";
import { answerTo, codeIn } from "../../support/server-http.ts";
import { Lot, signedIn } from "../../support/server-people.ts";
import { eventually, sharedServer } from "../../support/server-process.ts";
import { bareSocket, codeOf, connected, joined, request } from "../../support/server-wire.ts";

const server = sharedServer();
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(server().url)).checkIn();
}, 120_000);
afterAll(() => lot?.close());

const get = (path: string, cookie?: string) => answerTo(server().url + path, cookie);

async function trySignIn(login: string, password: string) {
  const response = await fetch(`${server().url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, password }),
  });
  const body: unknown = await response.json();
  return { status: response.status, cookie: response.headers.get("set-cookie"), body };
}

async function registered(type: string): Promise<readonly string[]> {
  const bodies = await bodiesOf(server().dataDir, "registry");
  return bodies.filter((body) => body.includes(`"type":"${type}"`));
}

test("a socket of nobody, or of an invented session, is refused with code and text", async () => {
  for (const cookie of ["", "yuanping_session=abc.def", "yuanping_session=;"]) {
    const socket = bareSocket(server().url, { extraHeaders: { cookie } });
    const error = await new Promise<Error>((resolve, reject) => {
      socket.once("connect_error", resolve);
      socket.once("connect", () => reject(new Error("a stranger was let in")));
    });
    expect(error).toMatchObject({
      message: "identity.signed-out",
      data: { category: "forbidden" },
    });
  }
});

test("a session that was ended opens no socket and no interface any more", async () => {
  const account = await signedIn(server().url, "host2");
  await fetch(`${server().url}/api/session`, {
    method: "DELETE",
    headers: { cookie: account.cookie },
  });
  await expect(connected(account)).rejects.toThrow("identity.signed-out");
  expect((await get("/api/session", account.cookie)).status).toBe(401);
});

test("a page of another origin cannot use a visitor's session for a socket", async () => {
  const { cookie } = lot.host.account;
  const outcome = (origin: string) => {
    const socket = bareSocket(server().url, { extraHeaders: { cookie, origin } });
    return new Promise<string>((resolve) => {
      socket.once("connect_error", () => resolve("refused"));
      socket.once("connect", () => resolve("let in"));
    });
  };
  for (const origin of ["https://evil.example", "null", `${server().url}.evil.example`])
    expect([origin, await outcome(origin)]).toEqual([origin, "refused"]);
  expect(await outcome(server().url)).toBe("let in");
});

test("a stranger learns nothing of a lot, and knocking at its door is put on record", async () => {
  const [stranger] = lot.undrawn;
  if (stranger === undefined) throw new Error("one of the pool was not drawn");
  const before = (await registered("EntryRefused")).length;
  const socket = await connected(stranger);
  expect(await codeOf(request(socket, "room:join", { evaluation: lot.id }))).toBe("room.not-yours");
  expect(await registered("EntryRefused")).toHaveLength(before + 1);
  expect(await codeOf(request(socket, "room:join", { evaluation: "ev-nothing" }))).toBe(
    "room.unknown",
  );
  for (const part of ["report.html", "report.json", "trail", "bundle"]) {
    const known = await get(`/api/evaluations/${lot.id}/${part}`, stranger.cookie);
    const unknown = await get(`/api/evaluations/ev-nothing/${part}`, stranger.cookie);
    expect([known.status, codeIn(known.text)]).toEqual([404, "room.unknown"]);
    expect(known.text).toBe(unknown.text);
  }
  const listed = await stranger.http.evaluations();
  expect(JSON.stringify(listed)).not.toContain(lot.id);
});

test.each(["agency", "host", "supervisor", "witness", "expert"])(
  "before the end the %s reads no report, no trail and no bundle",
  async (role) => {
    const account =
      role === "expert" ? lot.member(0).seat.account : await signedIn(server().url, role);
    for (const [part, code] of [
      ["report.html", "report.not-issued"],
      ["report.json", "report.not-issued"],
      ["trail", "trail.not-yet"],
      ["bundle", "trail.not-yet"],
    ] as const) {
      const answer = await get(`/api/evaluations/${lot.id}/${part}`, account.cookie);
      expect([part, answer.status, codeIn(answer.text)]).toEqual([part, 409, code]);
    }
  },
);

test("who is not signed in is answered 401 everywhere, and an address that is none 404", async () => {
  for (const path of [
    "/api/session",
    "/api/evaluations",
    "/api/registry",
    `/api/evaluations/${lot.id}/trail`,
  ]) {
    const { status, text } = await get(path);
    expect([path, status, codeIn(text)]).toEqual([path, 401, "identity.signed-out"]);
  }
  expect((await get("/api/nothing")).status).toBe(404);
});

test("only an agency opens tenders and sees whom it may choose from", async () => {
  const { cookie } = lot.host.account;
  expect((await get("/api/registry", cookie)).status).toBe(403);
  const registry = await lot.agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  const opened = await lot.host.account.http.openTender(smallIntake(registry.value));
  expect(opened).toMatchObject({ ok: false, refusal: { code: "identity.not-in-office" } });
});

test("an unlawful method is refused with its article, and no evaluation has begun", async () => {
  const agency = await signedIn(server().url, "agency");
  const registry = await agency.http.registry();
  if (!registry.ok) throw new Error(registry.refusal.en);
  const { panel, method, ...rest } = smallIntake(registry.value);
  const stated = { criteria: method.items.map(({ id }) => id) };
  const lawful = {
    ...rest,
    method,
    document: stated,
    profile: { id: "G" as const, version: "2026-11-01" },
    panel: { ...panel, draw: { ...panel.draw, seats: [{ specialty: "it", count: 5 }] } },
  };
  const trimmed = {
    formula: "benchmark" as const,
    points: "30",
    base: { kind: "mean" as const, dropHigh: 1, dropLow: 1 },
    abovePerPercent: "1",
    belowPerPercent: "1",
    deviation: "interpolate" as const,
  };
  const cheap = { formula: "lowest-over-price" as const, points: "7" };
  const unlawful: readonly (readonly [Partial<Intake>, string])[] = [
    [{ method: { ...method, price: cheap } }, "87号令 第五十五条"],
    [{ method: { ...method, price: trimmed } }, "87号令 第五十五条"],
    [{ document: { criteria: ["企业形象"] } }, "政府采购法实施条例 第三十四条"],
    [{ document: undefined }, "政府采购法实施条例 第三十四条"],
  ];
  const before = (await get("/api/evaluations", agency.cookie)).text;
  for (const [change, article] of unlawful) {
    const answer = await agency.http.openTender({ ...lawful, ...change });
    expect(answer).toMatchObject({ ok: false, refusal: { zh: expect.stringContaining(article) } });
  }
  expect((await get("/api/evaluations", agency.cookie)).text).toBe(before);
  expect(await agency.http.openTender(lawful)).toMatchObject({ ok: true });
});

test("malformed and oversized bodies are refused with code and text", async () => {
  const post = async (body: string) => {
    const response = await fetch(`${server().url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    return [response.status, codeIn(await response.text())];
  };
  expect(await post("{")).toEqual([400, "message.malformed"]);
  expect(await post('{"login":1}')).toEqual([400, "message.malformed"]);
  expect(await post(`{"login":"${"x".repeat(5_000_000)}"}`)).toEqual([413, "message.too-large"]);
});

test("wrong passwords are refused, put on record, and slowed; the login typed is not on record", async () => {
  const before = (await registered("SignInFailed")).length;
  const codes: string[] = [];
  // Each wait is twice the last, so that even a slow machine is soon told to wait.
  while (!codes.includes("identity.slowed") && codes.length < 12) {
    const { body, cookie } = await trySignIn("admin", "not-the-password-4711");
    expect(cookie).toBeNull();
    codes.push(spokenRefusalSchema.parse(body).code);
  }
  expect(codes.slice(0, 3)).toEqual(Array(3).fill("identity.wrong-password"));
  expect(codes.at(-1)).toBe("identity.slowed");
  const wrong = codes.filter((code) => code === "identity.wrong-password").length;
  const failed = await registered("SignInFailed");
  expect(failed).toHaveLength(before + wrong);
  expect(failed.join()).not.toMatch(/not-the-password|"admin"/);
  // Slowed for this person; others sign in as ever.
  expect((await trySignIn("agency", DEMO_PASSWORD)).status).toBe(200);
});

test("a wrong password where one signs is refused, put on record, and signs nothing", async () => {
  const { account } = lot.member(1).seat;
  const member = await joined(account, lot.id);
  const sent = await request(member, "room:command", {
    id: crypto.randomUUID(),
    command: { type: "checkIn", undertaking: true, recusal: { conflict: false } },
    password: "not-mine",
  });
  expect(sent).toMatchObject({ ok: false, refusal: { code: "identity.wrong-password" } });
  const [failed] = await registered("ProofFailed");
  expect(failed).toContain(lot.id);
  const without = await request(member, "room:command", {
    id: crypto.randomUUID(),
    command: { type: "signReport", report: "0".repeat(64) },
  });
  expect(without.ok).toBe(false);
});

test("health is told in JSON, and the page's headers keep others out", async () => {
  const { status, text, headers } = await get("/healthz");
  expect(status).toBe(200);
  const health = healthSchema.parse(JSON.parse(text));
  expect([health.status, health.store.ok, health.media.state]).toEqual(["ok", true, "unavailable"]);
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
  expect(headers.get("strict-transport-security")).toContain("max-age=");
  const policy = headers.get("content-security-policy") ?? "";
  const scripts = policy.split(";").find((part) => part.startsWith("script-src "));
  expect(scripts).toBe("script-src 'self'");
  for (const part of [
    "default-src 'self'",
    "object-src 'none'",
    "frame-ancestors 'self'",
    "base-uri 'self'",
  ])
    expect(policy).toContain(part);
});

describe("a person's own password", () => {
  const change = async (cookie: string, password: string, next: unknown) => {
    const response = await fetch(`${server().url}/api/session/password`, {
      method: "PUT",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ password, next }),
    });
    return {
      code: response.ok ? "ok" : spokenRefusalSchema.parse(await response.json()).code,
      cookie: (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "",
    };
  };
  const sentence = "三号楼的玉兰花今年开得很好";

  test("is changed by who proves the present one: other windows are let go, this one goes on, and it is on record", async () => {
    // Of the pool and not drawn: nobody's drafts depend on it.
    const login = lot.undrawn[0]?.login ?? "";
    const here = await signedIn(server().url, login);
    const there = await signedIn(server().url, login);
    const before = (await registered("PasswordSet")).length;
    const line = await connected(there);
    const changed = await change(here.cookie, DEMO_PASSWORD, `${sentence}啊`);
    expect(changed.code).toBe("ok");
    expect(codeIn((await get("/api/session", there.cookie)).text)).toBe("identity.signed-out");
    expect((await get("/api/session", changed.cookie)).status).toBe(200);
    await eventually("the other window's line ends", () => line.disconnected);
    expect((await trySignIn(login, DEMO_PASSWORD)).status).toBe(403);
    expect((await trySignIn(login, `${sentence}啊`)).status).toBe(200);
    const entries = (await registered("PasswordSet")).slice(before);
    expect(entries).toHaveLength(1);
    expect(entries[0]).toContain(`"actor":"${here.session.user.id}"`);
    expect(entries[0]).not.toContain("玉兰");
  });

  test.each([
    ["without a session", "", DEMO_PASSWORD, sentence, "identity.signed-out"],
    ["too short", "host2", DEMO_PASSWORD, "短密码", "message.malformed"],
    ["with a wrong present one", "host2", "guess", `${sentence}吗`, "identity.wrong-password"],
    ["for the same again", "host2", DEMO_PASSWORD, DEMO_PASSWORD, "identity.password-guessable"],
    [
      "for one with the login in it",
      "host2",
      DEMO_PASSWORD,
      "my-HOST2-pass",
      "identity.password-guessable",
    ],
    [
      "for one sign again and again",
      "host2",
      DEMO_PASSWORD,
      "aaaaaaaaaaaaaa",
      "identity.password-guessable",
    ],
  ])("is not changed %s", async (_, login, present, next, code) => {
    const cookie = login === "" ? "" : (await signedIn(server().url, login)).cookie;
    expect((await change(cookie, present, next)).code).toBe(code);
    expect((await trySignIn("host2", DEMO_PASSWORD)).status).toBe(200);
  });

  test("stays while one sits on a panel: drafts are sealed under it", async () => {
    const account = lot.members[0]?.seat.account;
    if (account === undefined) throw new Error("nobody sits on the panel");
    expect((await change(account.cookie, DEMO_PASSWORD, sentence)).code).toBe(
      "identity.drafts-kept",
    );
    expect((await get("/api/session", account.cookie)).status).toBe(200);
  });
});

test("the session's cookie is out of reach of scripts and of other sites", async () => {
  const { cookie } = await trySignIn("witness", DEMO_PASSWORD);
  expect(cookie).toMatch(/HttpOnly/);
  expect(cookie).toMatch(/SameSite=Strict/);
});

describe("a hostile client", () => {
  /** The host's word is carried out meanwhile. */
  const hostGoesOn = (text: string) => lot.host.do({ type: "say", text });

  test("that skips the join has no say and no media", async () => {
    const socket = await connected(lot.member(0).seat.account);
    const say = { id: randomUUID(), command: { type: "say", text: "我没有进门" } };
    expect(await codeOf(request(socket, "room:command", say))).toBe("room.not-joined");
    expect(await codeOf(request(socket, "draft:load", {}))).toBe("room.not-joined");
    expect(await codeOf(request(socket, "media:join", {}))).toBe("media.not-joined");
  });

  test("that asks for media in one breath with the room is answered, now or a moment later", async () => {
    const socket = await connected(lot.member(0).seat.account);
    const room = request(socket, "room:join", { evaluation: lot.id });
    const early = await codeOf(request(socket, "media:join", {}));
    expect(["media.not-joined", "media.unavailable"]).toContain(early);
    await room;
    // This server has no media worker: what is said is the room's own word.
    expect(await codeOf(request(socket, "media:join", {}))).toBe("media.unavailable");
  });

  test("that floods is refused, and stands on record as doing so", async () => {
    const { account } = lot.member(1).seat;
    const socket = await joined(account, lot.id);
    const codes: string[] = [];
    const flood = Array.from({ length: 1_000 }, async () =>
      codes.push(await codeOf(request(socket, "clock:now", {}))),
    );
    const junk = Array.from({ length: 50 }, () => raw(socket, "media:join", { admin: true }));
    await hostGoesOn("有人在冲击信令");
    await Promise.all([...flood, ...junk]);
    expect(codes.filter((code) => code === "message.too-many").length).toBeGreaterThan(800);
    const misuses = () =>
      lot.supervisor.connection.getSnapshot().feed.filter(({ type }) => type === "MisuseNoted");
    await lot.supervisor.until(() => misuses().length >= 2);
    expect(new Set(misuses().map(({ details }) => details["misuse"]))).toEqual(
      new Set(["flooding", "malformed"]),
    );
    const { code } = lot.member(1).seat.view.me;
    expect(lot.supervisor.view.alarms).toContainEqual(
      expect.objectContaining({ kind: "refusals", severity: "bad", code }),
    );
  });

  test("that goes on flooding loses its line, waits, and comes back to its seat; others and the record go on", async () => {
    const floods = () =>
      lot.supervisor.connection
        .getSnapshot()
        .feed.filter(({ details }) => details["misuse"] === "flooding").length;
    const before = floods();
    const { connection } = lot.witness;
    for (let sent = 0; sent < 3_000; sent += 1) connection.socket.emit("clock:now", {}, () => {});
    await lot.witness.until(() => {
      const { status, refusal } = connection.getSnapshot();
      return status === "reconnecting" && refusal?.code === "message.too-many";
    });
    await hostGoesOn("有人一直在冲击信令");
    await lot.supervisor.until(() => floods() > before);
    await lot.witness.joined();
    await lot.witness.do({ type: "say", text: "我回来了" });
    expect(floods()).toBeGreaterThan(before);
  });

  test("that sends a megabyte loses its line and nothing else does", async () => {
    const socket = await joined(lot.member(2).seat.account, lot.id);
    const gone = new Promise((resolve) => socket.once("disconnect", resolve));
    socket.emit("media:produce", { sdp: "v=0".repeat(350_000) }, () => {});
    await gone;
    await hostGoesOn("一兆字节的消息");
    expect((await joined(lot.member(2).seat.account, lot.id)).connected).toBe(true);
  });

  test("that holds hundreds of connections half-open keeps nobody out", async () => {
    const port = Number(new URL(server().url).port);
    const halves = Array.from({ length: 300 }, (_, index) => {
      const half = connect(port, "127.0.0.1");
      half.on("error", () => undefined);
      if (index % 2 === 0) half.write("GET /socket/?EIO=4 HTTP/1.1\r\nHost: 127.0");
      return half;
    });
    try {
      await Promise.all(halves.map((half) => once(half, "connect")));
      await hostGoesOn("半开的连接");
      expect((await connected(lot.member(0).seat.account)).connected).toBe(true);
    } finally {
      for (const half of halves) half.destroy();
    }
  });
});

/** Sends what nobody's page sends; whatever comes back. */
async function raw(socket: Socket, name: string, payload: unknown): Promise<unknown> {
  return socket.timeout(30_000).emitWithAck(name, payload);
}
