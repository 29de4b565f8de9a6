import {
  documentKeptSchema,
  drawRecordSchema,
  evaluationListSchema,
  feasibilitySchema,
  healthSchema,
  openedSchema,
  photoKeptSchema,
  registryViewSchema,
  sessionViewSchema,
  type DocumentKept,
  type DrawRecord,
  type Feasibility,
  type FeasibilityRequest,
  type Health,
  type Intake,
  type InvitationAnswer,
  type PhotoKept,
  type RegistryView,
  type SessionView,
} from "@yuanping/shared/contracts/http.ts";
import {
  recordingTimelineSchema,
  type RecordingTimeline,
} from "@yuanping/shared/contracts/recording-timeline.ts";
import { spokenRefusalSchema } from "@yuanping/shared/contracts/refusal.ts";
import { z } from "zod";
import type { Refused } from "./ask.ts";
import { unanswered, unreadable } from "./own-refusals.ts";

export type Answer<T> = Readonly<{ ok: true; value: T }> | Refused;

export type HttpOptions = Readonly<{
  /** The server's origin; in a browser the page's own when left out. */
  url?: string;
  /** Sent as they are, e.g. `{cookie}` outside a browser. */
  headers?: Readonly<Record<string, string>>;
}>;

type Call = Readonly<{
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  /** Sent as it is, in place of a body. */
  raw?: Blob;
  headers?: Readonly<Record<string, string>>;
}>;

const answeredSchema = z.strictObject({ ok: z.literal(true) });

/** A refusal as HTTP carries it: by itself, or under `refusal`. */
const refusedBodySchema = z.union([
  spokenRefusalSchema,
  z.looseObject({ refusal: spokenRefusalSchema }).transform(({ refusal }) => refusal),
]);

/** Every route of the server, typed; answers are parsed, and whatever goes wrong is a refusal with its text. */
export class HttpApi {
  readonly #options: HttpOptions;

  constructor(options: HttpOptions = {}) {
    this.#options = options;
  }

  signIn(login: string, password: string): Promise<Answer<SessionView>> {
    return this.#json("/api/session", sessionViewSchema, {
      method: "POST",
      body: { login, password },
    });
  }

  session(): Promise<Answer<SessionView>> {
    return this.#json("/api/session", sessionViewSchema);
  }

  async signOut(): Promise<Answer<undefined>> {
    const response = await this.#fetch("/api/session", { method: "DELETE" });
    return response.ok ? { ok: true, value: undefined } : response;
  }

  /** Every other session of the person ends with it. */
  changePassword(password: string, next: string): Promise<Answer<Readonly<{ ok: true }>>> {
    return this.#json("/api/session/password", answeredSchema, {
      method: "PUT",
      body: { password, next },
    });
  }

  evaluations(): Promise<Answer<z.infer<typeof evaluationListSchema>>> {
    return this.#json("/api/evaluations", evaluationListSchema);
  }

  openTender(intake: Intake): Promise<Answer<z.infer<typeof openedSchema>>> {
    return this.#json("/api/evaluations", openedSchema, { method: "POST", body: intake });
  }

  /** An expert's answer to an invitation; repeating it with the same id is harmless. */
  answerInvitation(
    evaluation: string,
    answer: InvitationAnswer,
  ): Promise<Answer<Readonly<{ ok: true }>>> {
    return this.#json(this.#of(evaluation, "invitation"), answeredSchema, {
      method: "POST",
      body: answer,
    });
  }

  /** What would be drawn from if an intake were sealed now; numbers only. */
  feasibility(asked: FeasibilityRequest): Promise<Answer<Feasibility>> {
    return this.#json("/api/feasibility", feasibilitySchema, { method: "POST", body: asked });
  }

  /** Transcript and pool of the draw, for its parties, and for everybody once the evaluation is over. */
  drawRecord(evaluation: string): Promise<Answer<DrawRecord>> {
    return this.#json(this.#of(evaluation, "draw"), drawRecordSchema);
  }

  registry(): Promise<Answer<RegistryView>> {
    return this.#json("/api/registry", registryViewSchema);
  }

  health(): Promise<Answer<Health>> {
    return this.#json("/healthz", healthSchema);
  }

  /** The evidence bundle, a zip. */
  async bundle(evaluation: string): Promise<Answer<Uint8Array>> {
    const response = await this.#fetch(this.#of(evaluation, "bundle"), {});
    if (!response.ok) return response;
    return { ok: true, value: new Uint8Array(await response.value.arrayBuffer()) };
  }

  /** The record as it stands, one event a line (NDJSON). */
  trail(evaluation: string): Promise<Answer<string>> {
    return this.#text(this.#of(evaluation, "trail"));
  }

  /** The installation's log keys in C2SP form, oldest first. */
  async logKeys(): Promise<Answer<readonly string[]>> {
    const text = await this.#text("/api/log/keys");
    return text.ok
      ? { ok: true, value: text.value.split("\n").filter((line) => line !== "") }
      : text;
  }

  /** How each log key took over from the one before, as both signed it. */
  logKeyChanges(): Promise<Answer<string>> {
    return this.#text("/api/log/key-changes");
  }

  /** What the log of an evaluation says at `checkpoint`, `consistency?…` or `inclusion?…`, as text. */
  logText(evaluation: string, path: string): Promise<Answer<string>> {
    return this.#text(this.#of(evaluation, path));
  }

  /** What was recorded, beside what happened; its files are at `recordingUrl`. */
  recordings(evaluation: string): Promise<Answer<RecordingTimeline>> {
    return this.#json(this.#of(evaluation, "recordings"), recordingTimelineSchema);
  }

  recordingUrl(evaluation: string, file: string): string {
    return this.#of(evaluation, `recordings/${encodeURIComponent(file)}`);
  }

  /** The bytes of a bid's document, as they come; its opening has to stand on record. */
  document(evaluation: string, bid: string, sha256: string): Promise<Answer<Response>> {
    const path = `bids/${encodeURIComponent(bid)}/documents/${sha256}`;
    return this.#fetch(this.#of(evaluation, path), { headers: { "x-yuanping-reader": "1" } });
  }

  /** Brings a PDF, which an intake then names by the answered hash. */
  async keepDocument(file: Blob): Promise<Answer<DocumentKept>> {
    const response = await this.#fetch("/api/documents", {
      method: "POST",
      headers: { "content-type": "application/pdf" },
      raw: file,
    });
    return response.ok ? this.#parsed(response.value, documentKeptSchema) : response;
  }

  /** A member's own photograph, from the lobby; the same one twice has one effect. */
  async keepPhoto(evaluation: string, still: Blob): Promise<Answer<PhotoKept>> {
    const response = await this.#fetch(this.#of(evaluation, "photo"), {
      method: "POST",
      headers: { "content-type": "image/jpeg" },
      raw: still,
    });
    return response.ok ? this.#parsed(response.value, photoKeptSchema) : response;
  }

  /** Where host and supervision see a photograph. */
  photoUrl(evaluation: string, sha256: string): string {
    return this.#of(evaluation, `photos/${sha256}`);
  }

  reportHtml(evaluation: string): Promise<Answer<string>> {
    return this.#text(this.#of(evaluation, "report.html"));
  }

  /** The report's canonical JSON, as it was hashed. */
  reportJson(evaluation: string): Promise<Answer<string>> {
    return this.#text(this.#of(evaluation, "report.json"));
  }

  #of(evaluation: string, part: string): string {
    return `/api/evaluations/${encodeURIComponent(evaluation)}/${part}`;
  }

  async #json<T>(path: string, schema: z.ZodType<T>, call: Call = {}): Promise<Answer<T>> {
    const response = await this.#fetch(path, call);
    return response.ok ? this.#parsed(response.value, schema) : response;
  }

  async #parsed<T>(response: Response, schema: z.ZodType<T>): Promise<Answer<T>> {
    const body: unknown = await response.json().catch(() => undefined);
    const parsed = schema.safeParse(body);
    return parsed.success ? { ok: true, value: parsed.data } : { ok: false, refusal: unreadable };
  }

  async #text(path: string): Promise<Answer<string>> {
    const response = await this.#fetch(path, {});
    return response.ok ? { ok: true, value: await response.value.text() } : response;
  }

  async #fetch(
    path: string,
    { method = "GET", body, raw, headers: own = {} }: Call,
  ): Promise<Answer<Response>> {
    const { url = "", headers = {} } = this.#options;
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    try {
      const response = await fetch(url + path, {
        method,
        credentials: "same-origin",
        headers: {
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...own,
          ...headers,
        },
        ...(sent === undefined ? {} : { body: sent }),
      });
      return response.ok ? { ok: true, value: response } : await refusedBy(response);
    } catch {
      // `fetch` rejects only when there was no answer at all.
      return { ok: false, refusal: unanswered };
    }
  }
}

async function refusedBy(response: Response): Promise<Refused> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = refusedBodySchema.safeParse(body);
  if (parsed.success) return { ok: false, refusal: parsed.data };
  // A proxy's page, or a server that is just going down.
  return { ok: false, refusal: response.status >= 500 ? unanswered : unreadable };
}
