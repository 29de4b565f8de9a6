import { chromium, type Browser, type Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HttpApi } from "../../client/src/connection/http.ts";
import { signIn } from "../../scripts/demo/account.ts";
import { mediaReady } from "../../scripts/demo/media-ready.ts";
import { startOwnServer, type OwnServer } from "../../scripts/demo/own-server.ts";
import { findChromium } from "../../scripts/toolchain/chromium.ts";
import { password, Person, words } from "./support/person.ts";

const { room } = words;
const title = "全省统一战线智库管理系统采购项目(演示)";

let server: OwnServer;
let browser: Browser;
const people: Person[] = [];

beforeAll(async () => {
  const { path, args } = await findChromium();
  server = await startOwnServer({ environment: { YUANPING_FSYNC: "off" } });
  await mediaReady(server.url, () => {});
  browser = await chromium.launch({ executablePath: path, args: [...args] });
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

async function arrive(login: string): Promise<Person> {
  const person = await Person.signIn(browser, server.url, login);
  people.push(person);
  return person;
}

async function demoEvaluation(): Promise<string> {
  const agency = await signIn(server.url, "agency", password);
  const listed = await new HttpApi({
    url: server.url,
    headers: { cookie: agency.cookie },
  }).evaluations();
  if (!listed.ok) throw new Error(listed.refusal.en);
  const tender = listed.value.evaluations.find((each) => each.title === title);
  if (tender === undefined) throw new Error("the demo tender is not there");
  return tender.evaluation;
}

/** What a program finds of WCAG 2.2 A and AA, screen by screen; compared with nothing at the end. */
const found: string[] = [];

async function clean(person: Person, screen: string): Promise<void> {
  await person.picture(screen);
  found.push(...(await person.violations()).map((violation) => `${screen}: ${violation}`));
}

async function framesGrow(person: Person, videos: number): Promise<void> {
  await expect
    .poll(async () => (await person.frames()).filter((count) => count > 5).length, {
      timeout: 60_000,
    })
    .toBeGreaterThanOrEqual(videos);
}

async function score(expert: Person, marks: readonly (readonly string[])[]): Promise<void> {
  for (const [row, columns] of marks.entries()) {
    for (const [column, mark] of columns.entries()) {
      await expert.page.locator(`#mark-${row}-${column}`).fill(mark);
    }
  }
  await expert.button(room.sheet.toSummary).click();
  const dialog = expert.page.getByRole("dialog");
  await dialog.getByLabel(room.common.password).fill(password);
  await dialog.getByRole("button", { name: room.sheet.submit }).click();
  await expert.seesDialogClose();
}

/** Devices and line are tried in the lobby: each step of the line is found to work. */
async function tryLine(expert: Person): Promise<void> {
  const { page } = expert;
  await expert.button(room.check.start).click();
  for (const step of ["udp", "tcp", "publish", "receive"] as const) {
    await page
      .getByRole("listitem")
      .filter({ hasText: room.check.step[step] })
      .filter({ hasText: room.check.ok })
      .waitFor();
  }
  for (const [width, height] of [
    [390, 844],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await clean(expert, `expert-lobby-${width}`);
  }
}

/** A still of the camera is taken, looked at and sent. */
async function showPhoto(expert: Person): Promise<void> {
  await expert.button(room.photo.take).click();
  await expert.page.getByRole("img", { name: room.photo.own }).waitFor();
  await clean(expert, "expert-photo");
  await expert.button(room.photo.send).click();
  await expert.sees(`✓ ${room.photo.kept}`);
}

async function declareNoCamera(expert: Person): Promise<void> {
  await expert.button(room.photo.noCamera).click();
  const dialog = expert.page.getByRole("dialog");
  await dialog.getByLabel(room.photo.noCameraReason).fill("本机没有摄像头");
  await dialog.getByRole("button", { name: room.photo.noCameraSend }).click();
  await expert.seesDialogClose();
}

/** The host admits who waits: by the photograph, or for a reason where there is none. */
async function admit(host: Person, withoutPhoto?: string): Promise<void> {
  const admission = host.button(new RegExp(room.host.admit)).first();
  if (withoutPhoto === undefined) await clean(host, "host-photo");
  await admission.click();
  if (withoutPhoto === undefined) return;
  const dialog = host.page.getByRole("dialog");
  await dialog.getByLabel(room.photo.admitWithoutReason).fill(withoutPhoto);
  await dialog.getByRole("button", { name: room.host.admit }).click();
  await host.seesDialogClose();
}

/** What has a tab of its own on a phone has none on a wide page, which shows another instead of nothing. */
async function turnsThePhone(supervisor: Person): Promise<void> {
  const { page } = supervisor;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("tab", { name: room.feed.heading }).click();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole("tab", { name: room.supervisor.progress, selected: true }).waitFor();
}

/** A document is opened by the keyboard, found to be what the record names, and stays beside the sheet. */
async function readBesideTheSheet(expert: Person): Promise<void> {
  const { page } = expert;
  await page.getByRole("tab", { name: room.tab.bids }).click();
  const [first] = await page.getByRole("button", { name: /《技术文件\.pdf》$/u }).all();
  if (first === undefined) throw new Error("no bid has a document");
  await expert.tabTo(first);
  await page.keyboard.press("Enter");
  await expert.sees(room.documents.matches);
  await page.getByRole("img", { name: room.documents.pageAlone(1) }).waitFor();
  await page.getByRole("tab", { name: room.tab.sheet }).click();
  await page.locator("#mark-0-0").waitFor();
}

/** As above without touching a mouse: to the sheet by Tab, through it by Enter and arrows, submitted by Ctrl+Enter. */
async function scoreByKeyboard(
  expert: Person,
  marks: readonly (readonly string[])[],
): Promise<void> {
  const { keyboard } = expert.page;
  await expert.tabTo(expert.page.locator("#mark-0-0"));
  const columns = marks[0]?.length ?? 0;
  for (let column = 0; column < columns; column += 1) {
    if (column > 0) {
      await keyboard.press("ArrowRight");
      for (let row = 1; row < marks.length; row += 1) await keyboard.press("ArrowUp");
    }
    for (const row of marks) {
      await keyboard.type(row[column] ?? "");
      await keyboard.press("Enter");
    }
  }
  await keyboard.press("Control+Enter");
  const dialog = expert.page.getByRole("dialog");
  await expert.tabTo(dialog.getByLabel(room.common.password));
  await keyboard.type(password);
  await keyboard.press("Enter");
  await expert.seesDialogClose();
}

describe("host, supervisor and three experts in their browsers", () => {
  test("take the demo tender from the draw to the signed report, seeing one another", async () => {
    const evaluation = await demoEvaluation();
    const agency = await arrive("agency");
    await clean(agency, "home-agency");
    await agency.enter(server.url, evaluation);
    const host = await arrive("host");
    const supervisor = await arrive("supervisor");
    const witness = await arrive("witness");
    const parties = [host, supervisor, witness];
    for (const party of parties) await party.enter(server.url, evaluation);
    await clean(host, "draw-keys");
    await agency.step(room.agency.draw);
    for (const party of parties) await party.button(room.draw.act.commitDraw).click();
    await clean(supervisor, "draw-commitments");
    for (const party of parties) {
      await party.button(room.draw.act.revealDraw).waitFor();
      if (party === witness) await clean(witness, "draw-frozen");
      await party.button(room.draw.act.revealDraw).click();
    }
    await agency.sees(room.agency.drawn);
    await clean(agency, "agency-drawn");
    await clean(host, "draw-done");
    await agency.close();

    await host.step(room.step.beginCheckIn);
    await clean(supervisor, "supervisor-check-in");
    await focusReturns(supervisor, supervisor.button(room.supervisor.warn));
    await supervisor.button(room.sealing.act.makeSealingKey).click();
    await host.sees(room.sealing.holding);

    const experts: Person[] = [];
    for (const login of ["expert01", "expert02", "expert03", "expert04"]) {
      const candidate = await arrive(login);
      if (await candidate.invited(server.url, title)) experts.push(candidate);
      else await candidate.close();
    }
    expect(experts).toHaveLength(3);
    for (const [index, expert] of experts.entries()) {
      if (index === 0) await clean(expert, "home-expert");
      await expert.enter(server.url, evaluation);
      await expert.page.getByLabel(room.checkIn.accept).check();
      await expert.page.getByLabel(room.recusal.none).check();
      await expert.page.getByLabel(room.common.password).fill(password);
      if (index === 0) await clean(expert, "expert-check-in");
      await expert.button(room.checkIn.submit).click();
      if (index === 0) {
        await expert.sees(room.lobby.heading);
        await clean(expert, "expert-consent");
        await expert.button(room.consent.agree).click();
        await tryLine(expert);
        await showPhoto(expert);
      } else {
        await expert.button(room.consent.agree).click();
        await declareNoCamera(expert);
      }
      await admit(host, index === 0 ? undefined : "核对身份证件");
      await expert.sees(room.stagesHeading);
      await expert.button(room.media.camOff).click();
    }
    await host.button(room.media.camOff).click();
    for (const person of [host, ...experts]) await framesGrow(person, 4);
    await framesGrow(supervisor, 4);
    await clean(host, "host-check-in");
    // Seen is seen: two cores need not decode twenty pictures while people read and write.
    for (const person of [host, ...experts]) await person.button(room.media.camOn).click();

    await host.step(room.step.showBidders);
    for (const [index, expert] of experts.entries()) {
      await expert.page.getByLabel(room.recusal.none).check();
      if (index === 0) await clean(expert, "expert-declaration");
      await expert.button(room.recusal.submit).click();
      await expert.sees(room.recusal.done);
    }
    await host.step(room.step.unsealBids);

    for (const [index, expert] of experts.entries()) {
      await expert.page.getByRole("radio").first().check();
      if (index === 0) await clean(expert, "expert-election");
      await expert.button(room.election.submit).click();
    }
    await host.step(room.step.beginReview);

    for (const [index, expert] of experts.entries()) {
      await expert.sees(room.review.autosave);
      const passes = expert.page.getByRole("radio", { name: room.review.pass, exact: true });
      const count = await passes.count();
      for (let place = 0; place < count; place += 1) {
        await passes.nth(place).check();
      }
      await expert.sees(room.review.progress(12, 12));
      if (index === 0) await clean(expert, "expert-review");
    }
    const [lead, ...others] = experts;
    if (lead === undefined) throw new Error("there is no lead");
    const leads = [lead, ...others];
    const closing = await whoCan(leads, room.step.closeReview);
    await closing.step(room.step.closeReview);
    await host.step(room.step.beginScoring);

    const sheets = [
      [
        ["35", "30.5", "28", "33"],
        ["18", "15", "16", "17.5"],
        ["8", "6", "10", "4"],
      ],
      [
        ["34", "31", "27.5", "32"],
        ["17", "14.5", "16", "18"],
        ["8", "6", "10", "4"],
      ],
      [
        ["36", "29", "29", "34"],
        ["18.5", "15", "15", "17"],
        ["8", "6", "10", "4"],
      ],
    ] as const;
    for (const [index, expert] of experts.entries()) {
      await expert.page.locator("#mark-0-0").waitFor();
      if (index === 0) {
        await readBesideTheSheet(expert);
        await clean(expert, "expert-sheet");
      }
      await (index === 0 ? scoreByKeyboard : score)(expert, sheets[index] ?? []);
      if (index === 0) {
        await expert.sees(room.sheet.receipt);
        await clean(expert, "expert-receipt");
        await clean(supervisor, "supervisor-scoring");
        await turnsThePhone(supervisor);
        await clean(host, "host-scoring");
        await host.page.getByRole("tab", { name: room.tab.bids }).click();
        await host.sees("SHA-256");
        await clean(host, "host-bids");
        await host.page.getByRole("tab", { name: room.tab.work }).click();
      }
    }

    await host.button(room.sealing.act.releaseShare).waitFor();
    await clean(host, "host-release");
    await host.button(room.sealing.act.releaseShare).click();
    await supervisor.sees(room.sealing.released);
    await clean(supervisor, "supervisor-release");
    await supervisor.button(room.sealing.act.releaseShare).click();
    await lead.sees(room.result.heading);
    await clean(lead, "expert-result");
    // The result takes the sheet's place while one looks, with the receipt above it until it is closed.
    const last = experts.at(-1);
    await last?.sees(room.sheet.code);
    await last?.page.getByText(room.result.receipt).click();
    await last?.page.getByText(room.sheet.code, { exact: true }).waitFor({ state: "hidden" });
    await lead.page.getByRole("button", { name: room.result.why }).first().click();
    await lead.sees("÷");
    await clean(lead, "expert-why");
    for (const [width, height] of [
      [390, 844],
      [1440, 900],
    ] as const) {
      await lead.page.setViewportSize({ width, height });
      await clean(lead, `expert-why-${width}`);
    }
    const issuing = await whoCan(leads, room.step.issueReport);
    await issuing.step(room.step.issueReport);
    for (const [index, expert] of experts.entries()) {
      await expert.button(room.report.sign).click();
      const dialog = expert.page.getByRole("dialog");
      if (index === 0) await clean(expert, "expert-signing");
      await dialog.getByLabel(room.common.password).fill(password);
      await dialog.getByRole("button", { name: room.report.sign, exact: true }).click();
      await expert.seesDialogClose();
    }
    await host.step(room.step.archive);
    await host.sees(room.report.final);
    await clean(host, "host-archived");

    await supervisor.page.goto(`${server.url}/evaluation/${evaluation}/recording`);
    await recordingPlays(supervisor);
    await clean(supervisor, "recording");

    await supervisor.page.goto(`${server.url}/evaluation/${evaluation}/trail`);
    await supervisor.sees(words.shell.trail.title);
    await clean(supervisor, "trail");
    await supervisor.button(words.shell.trail.verify).click();
    await supervisor.page
      .getByText(words.shell.verify.passed, { exact: true })
      .waitFor({ timeout: 60_000 });
    await clean(supervisor, "trail-verified");
    expect(await supervisor.page.getByText("不符").count()).toBe(0);

    const bundle = await supervisor.page.request.get(
      `${server.url}/api/evaluations/${evaluation}/bundle`,
    );
    await supervisor.page.goto(`${server.url}/verify`);
    await storyIsTold(supervisor, await bundle.body());
    await clean(supervisor, "verify");
    expect(found).toEqual([]);
  }, 600_000);
});

/** A dialog that is opened and left by keys gives the focus back to where it was opened from. */
async function focusReturns(person: Person, opener: Locator): Promise<void> {
  const { page } = person;
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  await expect
    .poll(() => opener.evaluate((element) => element === document.activeElement))
    .toBe(true);
}

/** A bundle that was dropped on the page holds, and is read by the keyboard alone from its first event to its last. */
async function storyIsTold(reader: Person, bundle: Buffer): Promise<void> {
  const { page } = reader;
  const { verify } = words.shell;
  await page
    .locator('input[type="file"]')
    .setInputFiles({ name: "evaluation.zip", mimeType: "application/zip", buffer: bundle });
  await page.getByText(verify.passed, { exact: true }).waitFor({ timeout: 60_000 });
  await reader.sees(verify.outcome.heading);
  const slider = page.getByRole("slider", { name: verify.story.place });
  await reader.tabTo(slider);
  await page.keyboard.press("End");
  const last = page.getByRole("list", { name: verify.story.lines }).getByRole("button").last();
  expect(await last.getAttribute("aria-current")).toBe("true");
  expect(await last.innerText()).toContain("归档");
  await reader.tabTo(last);
  await page.keyboard.press("Home");
  const first = page.getByRole("list", { name: verify.story.lines }).getByRole("button").first();
  await expect.poll(() => first.evaluate((line) => line === document.activeElement)).toBe(true);
}

/** By the keyboard alone: along the timeline to a moment of which there is a file, which then plays. */
async function recordingPlays(watcher: Person): Promise<void> {
  const { page } = watcher;
  const { keyboard } = page;
  const files = page.locator("video, audio");
  await watcher.tabTo(page.getByRole("slider", { name: room.player.moment }));
  await expect
    .poll(
      async () => {
        await keyboard.press("PageUp");
        return files.count();
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0);
  await keyboard.press("Space");
  // What was only sought is not among what was played.
  const played = () =>
    files.evaluateAll((all) =>
      Math.max(
        0,
        ...all.map((one) => {
          if (!(one instanceof HTMLMediaElement) || one.played.length === 0) return 0;
          return one.played.end(0) - one.played.start(0);
        }),
      ),
    );
  await expect.poll(played, { timeout: 60_000 }).toBeGreaterThan(0.5);
  await keyboard.press("Space");
}

/** Whose screen offers a step; the lead is the one the panel elected. */
async function whoCan(experts: readonly Person[], step: string): Promise<Person> {
  await expect
    .poll(async () => {
      const counts = await Promise.all(
        experts.map((each) => each.button(new RegExp(`^${step}$`)).count()),
      );
      return counts.some((count) => count > 0);
    })
    .toBe(true);
  for (const expert of experts) {
    if ((await expert.button(new RegExp(`^${step}$`)).count()) > 0) return expert;
  }
  throw new Error(`nobody can take the step ${step}`);
}
