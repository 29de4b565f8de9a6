import { z } from "zod";
import type { JournalEntry } from "../kernel/journal.ts";

/** A user's row as the record has it; personal values are salted hashes. `password` is missing in older records. */
const userSchema = z.object({
  user: z.string(),
  name: z.string(),
  login: z.string(),
  unit: z.string(),
  offices: z.array(z.string()),
  password: z.string().optional(),
});
const expertSchema = z.object({
  user: z.string(),
  specialties: z.array(z.string()),
  region: z.string(),
  employer: z.string(),
  phone: z.string().nullable(),
  mail: z.string().nullable().optional(),
  standing: z.string().optional(),
});
const personSchema = z.object({
  evaluation: z.string(),
  ref: z.string(),
  role: z.string(),
  user: z.string(),
});
const evaluationSchema = z.object({
  evaluation: z.string(),
  number: z.string(),
  title: z.string(),
  createdAt: z.int(),
});
const sessionSchema = z.object({ user: z.string(), session: z.string(), key: z.string() });
const ofUserSchema = z.object({ user: z.string(), password: z.string().optional() });
const notMadeSchema = z.object({ row: z.string() });

export type RecordedUser = Readonly<
  z.infer<typeof userSchema> & { disabled: boolean; erased: boolean }
>;
export type RecordedExpert = Readonly<z.infer<typeof expertSchema>>;
export type RecordedPerson = Readonly<z.infer<typeof personSchema>>;
export type RecordedEvaluation = Readonly<z.infer<typeof evaluationSchema> & { agency: string }>;
export type RecordedSession = Readonly<z.infer<typeof sessionSchema>>;

/**
 * What a row has to be: after the newest event about it, and before that, where the event may not have been followed by
 * its change because the server was killed in between. `undefined`: there is no row.
 */
export type Recorded<Row> = Readonly<{
  now: Row | undefined;
  before: Row | undefined;
  /** When the newest event about it was recorded, in milliseconds. */
  at: number;
}>;

/** Folds the `registry` stream into what each row of the centre's tables has to be. */
export class RecordedRows {
  readonly users = new Map<string, Recorded<RecordedUser>>();
  readonly experts = new Map<string, Recorded<RecordedExpert>>();
  readonly people = new Map<string, Recorded<RecordedPerson>>();
  readonly evaluations = new Map<string, Recorded<RecordedEvaluation>>();
  readonly sessions = new Map<string, RecordedSession>();
  /** When the newest entry was recorded. */
  newest = 0;

  readonly take = ({ event, actor, at }: JournalEntry): void => {
    this.newest = Math.max(this.newest, at);
    switch (event.type) {
      case "UserAdded": {
        const user = userSchema.parse(event);
        put(this.users, user.user, { ...user, disabled: false, erased: false }, at);
        return;
      }
      case "PasswordSet":
      case "UserDisabled":
      case "UserErased":
        this.#change(event, at);
        return;
      case "ExpertPut": {
        const expert = expertSchema.parse(event);
        put(this.experts, expert.user, expert, at);
        return;
      }
      case "PersonBound": {
        const person = personSchema.parse(event);
        put(this.people, personKey(person), person, at);
        return;
      }
      case "EvaluationRegistered": {
        const entry = evaluationSchema.parse(event);
        put(this.evaluations, entry.evaluation, { ...entry, agency: actor }, at);
        return;
      }
      case "SignedIn": {
        // Older records do not say which session began.
        const session = sessionSchema.safeParse(event);
        if (session.success) this.sessions.set(session.data.session, session.data);
        return;
      }
      case "ChangeNotMade": {
        const { row } = notMadeSchema.parse(event);
        const [table = "", ...key] = row.split(" ");
        this.#takeBack(table, key.join(" "));
        return;
      }
      default:
    }
  };

  #change(event: JournalEntry["event"], at: number): void {
    const { user, password } = ofUserSchema.parse(event);
    const known = this.users.get(user)?.now;
    if (known === undefined) return;
    const { password: _former, ...rest } = known;
    if (event.type === "PasswordSet") {
      put(this.users, user, { ...rest, ...(password === undefined ? {} : { password }) }, at);
    } else if (event.type === "UserDisabled") {
      put(this.users, user, { ...known, disabled: true }, at);
    } else {
      put(this.users, user, { ...known, disabled: true, erased: true }, at);
      put(this.experts, user, undefined, at);
    }
  }

  #takeBack(table: string, key: string): void {
    if (table === "app_user") takeBack(this.users, key);
    if (table === "expert") takeBack(this.experts, key);
    if (table === "person") takeBack(this.people, key);
    if (table === "evaluation") takeBack(this.evaluations, key);
  }
}

export function personKey({ evaluation, ref }: Pick<RecordedPerson, "evaluation" | "ref">): string {
  return `${evaluation} ${ref}`;
}

function put<Row>(
  rows: Map<string, Recorded<Row>>,
  key: string,
  now: Row | undefined,
  at: number,
): void {
  rows.set(key, { now, before: rows.get(key)?.now, at });
}

function takeBack<Row>(rows: Map<string, Recorded<Row>>, key: string): void {
  const known = rows.get(key);
  if (known !== undefined) rows.set(key, { ...known, now: known.before });
}
