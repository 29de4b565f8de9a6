import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { zh as shell } from "../../../client/src/i18n/zh/index.ts";
import { zh as room } from "../../../client/src/i18n/room/zh.ts";

export const words = { shell, room };
export const password = "yuanping-demo";

/** Someone in front of a browser of their own. What they see, they find by its role and its words. */
export class Person {
  readonly login: string;
  readonly page: Page;
  readonly #context: BrowserContext;

  private constructor(login: string, context: BrowserContext, page: Page) {
    this.login = login;
    this.#context = context;
    this.page = page;
  }

  static async signIn(browser: Browser, url: string, login: string): Promise<Person> {
    const context = await browser.newContext({
      locale: "zh-CN",
      reducedMotion: "reduce",
      viewport: { width: 1440, height: 900 },
      permissions: ["camera", "microphone"],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    const person = new Person(login, context, page);
    await page.goto(`${url}/sign-in`);
    await page.getByLabel(shell.signIn.login).fill(login);
    await page.getByLabel(shell.signIn.password, { exact: true }).fill(password);
    await page.getByRole("button", { name: shell.signIn.submit }).click();
    await page.getByRole("heading", { level: 1 }).first().waitFor();
    await page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
    return person;
  }

  /** Whether the home page shows an evaluation to this person. */
  async invited(url: string, title: string): Promise<boolean> {
    await this.page.goto(url);
    const listed = this.page.getByText(title);
    await listed.or(this.page.getByText(shell.home.empty.title)).first().waitFor();
    return (await listed.count()) > 0;
  }

  async enter(url: string, evaluation: string): Promise<void> {
    await this.page.goto(`${url}/evaluation/${evaluation}`);
    await this.page.locator("header strong").first().waitFor();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole("button", { name, disabled: false, exact: true });
  }

  /** Goes to a field by the keyboard alone. */
  async tabTo(field: Locator): Promise<void> {
    await field.waitFor();
    for (let pressed = 0; pressed < 100; pressed += 1) {
      if (await field.evaluate((element) => element === document.activeElement)) return;
      await this.page.keyboard.press("Tab");
    }
    throw new Error(`the keyboard does not lead to ${String(field)}`);
  }

  /** Takes a step that asks again before it is taken. */
  async step(name: string): Promise<void> {
    await this.button(new RegExp(`^${name}$`))
      .first()
      .click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("button", { name, exact: true }).click();
    await this.seesDialogClose();
  }

  /** What was asked for in the dialog is done. Throws with what the dialog says where it is not. */
  async seesDialogClose(): Promise<void> {
    const dialog = this.page.getByRole("dialog");
    await dialog.waitFor({ state: "hidden" }).catch(async () => {
      throw new Error(`${this.login}'s dialog stays: ${await dialog.innerText()}`);
    });
  }

  async sees(text: string): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Violations of WCAG 2.2 A and AA on the page as it stands, in words. */
  async violations(): Promise<readonly string[]> {
    await this.#settled();
    const { violations } = await new AxeBuilder({ page: this.page })
      // The report's frame runs no scripts, so none can look into it.
      .exclude("iframe")
      // All there is stands in one frame, so that no page has to be opened to put the findings together.
      .setLegacyMode(true)
      // What is in order needs no list of the elements that are.
      .options({ resultTypes: ["violations"] })
      .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
      .analyze();
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.target.join(" ") ?? ""})`,
    );
  }

  /** What is still fading in has another contrast than what people will read. */
  async #settled(): Promise<void> {
    await this.page.waitForFunction(() =>
      document
        .getAnimations()
        .every(
          ({ playState, effect }) =>
            playState !== "running" ||
            effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY,
        ),
    );
  }

  /** Frames that the room's videos have shown so far, one number a video. */
  async frames(): Promise<readonly number[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll("video")].map(
        (video) => video.getVideoPlaybackQuality().totalVideoFrames,
      ),
    );
  }

  async picture(name: string): Promise<void> {
    const folder = process.env["SCREENSHOTS"];
    if (folder !== undefined) await this.page.screenshot({ path: `${folder}/${name}.png` });
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}
