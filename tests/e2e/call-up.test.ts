import { chromium, type Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { en } from "../../client/src/i18n/en/index.ts";
import { en as inEnglish } from "../../client/src/i18n/room/en.ts";
import { holdDraw } from "../../scripts/demo/hold-draw.ts";
import { Seat } from "../../scripts/demo/seat.ts";
import { startOwnServer, type OwnServer } from "../../scripts/demo/own-server.ts";
import { findChromium } from "../../scripts/toolchain/chromium.ts";
import { smallIntake } from "../support/server-case.ts";
import { signedIn } from "../support/server-people.ts";
import { Person, words } from "./support/person.ts";

const { room, shell } = words;
const { invitation } = shell.home;

let server: OwnServer;
let browser: Browser;
const seats: Seat[] = [];

beforeAll(async () => {
  const { path, args } = await findChromium();
  server = await startOwnServer({
    environment: { YUANPING_FSYNC: "off", MEDIASOUP_WORKER_BIN: "/nowhere/worker" },
  });
  browser = await chromium.launch({ executablePath: path, args: [...args] });
}, 120_000);
afterAll(async () => {
  for (const seat of seats) seat.close();
  await browser?.close();
  await server?.stop();
});

const sizes = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
] as const;
const found: string[] = [];

/** What axe and a ruler find of the page at both sizes. */
async function clean(person: Person, screen: string): Promise<void> {
  for (const size of sizes) {
    await person.page.setViewportSize(size);
    await person.picture(`${screen}-${size.width}`);
    const name = `${screen} at ${size.width}`;
    found.push(...(await person.violations()).map((violation) => `${name}: ${violation}`));
    const overflow = await person.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) found.push(`${name}: ${overflow} px too wide`);
  }
  await person.page.setViewportSize(sizes[0]);
}

test(
  "an expert declines on the home page, the host sees it under a code, and the substitute accepts",
  { timeout: 180_000 },
  async () => {
    const agency = await signedIn(server.url, "agency");
    const registry = await agency.http.registry();
    if (!registry.ok) throw new Error(registry.refusal.en);
    const opened = await agency.http.openTender({
      ...smallIntake(registry.value),
      invitations: { answerWithin: 3600, meetsAt: Date.UTC(2027, 2, 2, 1), place: "评标区 301 室" },
    });
    if (!opened.ok) throw new Error(opened.refusal.en);
    const id = opened.value.evaluation;
    for (const login of ["supervisor", "witness", "host", "agency"]) {
      seats.push(await new Seat(await signedIn(server.url, login), id).joined());
    }
    const [supervisor, witness, host, agencySeat] = seats;
    if (!supervisor || !witness || !host || !agencySeat) throw new Error("there are four seats");
    await holdDraw(agencySeat, [supervisor, witness, host], (error) => {
      throw error;
    });
    const logins = ["expert01", "expert02", "expert03", "expert04"];
    const accounts = await Promise.all(logins.map((login) => signedIn(server.url, login)));
    const asked = async (): Promise<readonly string[]> => {
      const lists = await Promise.all(accounts.map(({ http }) => http.evaluations()));
      return logins.filter((_, index) => {
        const list = lists[index];
        return list?.ok === true && list.value.evaluations.some((one) => one.evaluation === id);
      });
    };
    await expect.poll(async () => (await asked()).length, { timeout: 60_000 }).toBe(3);
    const before = await asked();
    const expert = await Person.signIn(browser, server.url, before[0] ?? "");
    await expert.sees(invitation.heading);
    await clean(expert, "home-invited");
    await expert.page.evaluate(() => localStorage.setItem("yuanping/language", "en"));
    await expert.page.reload();
    await expert.sees(en.home.invitation.heading);
    await clean(expert, "home-invited-en");
    await expert.page.evaluate(() => localStorage.setItem("yuanping/language", "zh-CN"));
    await expert.page.reload();
    await expert.button(invitation.decline).click();
    const dialog = expert.page.getByRole("dialog");
    await dialog.getByLabel(invitation.reasons.travel).check();
    await dialog.getByLabel(invitation.words).fill("当日在外地出差,无法赶回。");
    await clean(expert, "home-declining");
    await dialog.getByRole("button", { name: invitation.declineNow }).click();
    await expert.seesDialogClose();
    await expert.close();

    await host.until(({ view }) => view.ceremony?.round === 2 && view.ceremony.vacancies === 0);
    await expect
      .poll(async () => (await asked()).some((login) => !before.includes(login)), {
        timeout: 60_000,
      })
      .toBe(true);
    const fresh = (await asked()).find((login) => !before.includes(login)) ?? "";
    const substitute = await Person.signIn(browser, server.url, fresh);
    await substitute.button(invitation.accept).click();
    await substitute.sees(invitation.accepted);
    await clean(substitute, "home-accepted");
    await substitute.close();

    host.close();
    const atHost = await Person.signIn(browser, server.url, "host");
    await atHost.enter(server.url, id);
    await atHost.sees(room.callUp.heading);
    await atHost.sees(room.callUp.declined.travel);
    await clean(atHost, "host-call-up");
    await atHost.page.evaluate(() => localStorage.setItem("yuanping/language", "en"));
    await atHost.page.reload();
    await atHost.sees(inEnglish.callUp.heading);
    await clean(atHost, "host-call-up-en");
    await atHost.close();
    agencySeat.close();
    const atAgency = await Person.signIn(browser, server.url, "agency");
    await atAgency.enter(server.url, id);
    await atAgency.sees(room.callUp.heading);
    await clean(atAgency, "agency-call-up");
    await atAgency.page.goto(`${server.url}/intake`);
    await atAgency.sees(shell.intake.callUp.heading);
    await clean(atAgency, "intake-call-up");
    await atAgency.close();
    expect(found).toEqual([]);
  },
);

test(
  "a person changes their own password by the keyboard; the page goes on, and the other window has to sign in",
  { timeout: 180_000 },
  async () => {
    const text = shell.frame.password;
    const here = await Person.signIn(browser, server.url, "admin");
    const there = await Person.signIn(browser, server.url, "admin");
    await here.page.evaluate(() => localStorage.setItem("yuanping/language", "en"));
    await here.page.reload();
    await openDialog(here, en.frame.password.open);
    // The key that opened it has not sent it.
    expect(await here.page.getByText(en.frame.password.presentMissing).count()).toBe(0);
    await clean(here, "password-en");
    await here.page.evaluate(() => localStorage.setItem("yuanping/language", "zh-CN"));
    await here.page.reload();
    await openDialog(here, text.open);
    const dialog = here.page.getByRole("dialog");
    const fill = async (present: string, next: string, again: string): Promise<void> => {
      await dialog.getByLabel(text.present, { exact: true }).fill(present);
      await dialog.getByLabel(text.next, { exact: true }).fill(next);
      await dialog.getByLabel(text.again, { exact: true }).fill(again);
      await here.page.keyboard.press("Enter");
    };
    await fill("yuanping-demo", "太短了", "不一样");
    await here.sees(text.differ);
    await clean(here, "password-faults");
    await fill("猜的密码", "三号楼的玉兰花今年开得很好", "三号楼的玉兰花今年开得很好");
    await here.sees(text.wrong);
    await clean(here, "password-refused");
    await fill("yuanping-demo", "三号楼的玉兰花今年开得很好", "三号楼的玉兰花今年开得很好");
    await here.sees(text.done);
    await clean(here, "password-done");
    await there.page.waitForURL((address) => address.pathname.startsWith("/sign-in"));
    await here.page.keyboard.press("Enter");
    await here.seesDialogClose();
    await here.page.reload();
    await here.sees(shell.home.empty.title);
    await here.close();
    await there.close();
    expect(found).toEqual([]);
  },
);

async function openDialog({ page }: Person, entry: string): Promise<void> {
  await page.getByRole("banner").getByRole("button").last().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: entry }).waitFor();
  await page.getByRole("menuitem", { name: entry }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor();
}
