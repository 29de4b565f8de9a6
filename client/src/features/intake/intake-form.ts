import {
  feasibilityRequestSchema,
  intakeSchema,
  type FeasibilityRequest,
  type Intake,
  type RegistryView,
} from "@yuanping/shared/contracts/http.ts";
import type { BidDocument } from "@yuanping/shared/contracts/tender.ts";
import { newestProfiles } from "@yuanping/shared/law/profiles/index.ts";
import { isDecimal } from "@yuanping/shared/method/decimal.ts";
import { factorAfterDrop } from "@yuanping/shared/method/drawn-coefficients.ts";
import { coefficientsIn, drawnIn, type Coefficients } from "./coefficients.ts";

/** What the form holds: text as typed, nothing checked. */
export type IntakeForm = Readonly<{
  number: string;
  title: string;
  lot: string;
  owner: string;
  agencyName: string;
  subject: Intake["subject"];
  budget?: string;
  special: boolean;
  /** `id version` */
  profile: string;
  /** What the tender document states, a criterion a line. */
  criteria: string;
  /** The document's hash, once its file was chosen. */
  documentHash?: string | undefined;
  items: readonly Readonly<{ id: string; kind: ItemKind; max?: string }>[];
  aggregate: "mean" | "trimmed-mean";
  priceFormula: "none" | "lowest-over-price" | "benchmark" | "benchmark-mean";
  pricePoints?: string;
  /** Of the benchmark: the control price, and each coefficient as one number or as the set that it is drawn from. */
  control?: string;
  above?: string;
  below?: string;
  kFrom?: string;
  cFrom?: string;
  dropFrom?: string;
  /** Desks of all venues, one a line; empty where none are drawn. */
  desks?: string;
  places: number;
  bidders: readonly Readonly<{
    name: string;
    creditCode?: string;
    price?: string;
    documents?: readonly BidDocument[];
  }>[];
  seats: readonly Readonly<{ specialty: string; count: number }>[];
  regions: readonly Readonly<{ region: string; min: number; max: number; parent?: string }>[];
  law: Intake["panel"]["law"];
  fallbacks: readonly Readonly<{ specialty: string; broader: string }>[];
  recentDays?: number | null;
  recentMost?: number | null;
  onePerEmployer: boolean;
  host: string;
  supervisor: string;
  witness: string;
  sealing: Intake["sealing"];
  witnessed: boolean;
  outside?: readonly Readonly<{ name: string; vkey: string }>[];
  disguise?: boolean;
  checkInPhoto?: boolean;
  callUp: boolean;
  answerMinutes?: number | null;
  /** As the browser's own field has it: `2026-03-02T09:00`, in its zone. */
  meetsAt?: string;
  place?: string;
}>;

export type ItemKind = Intake["method"]["items"][number]["kind"];
/** A field's place in the form, as the form library names it. */
export type FieldPath = readonly (string | number)[];

export const profileKey = ({ id, version }: Readonly<{ id: string; version: string }>): string =>
  `${id} ${version}`;

/** A form that is nearly filled in: three bidders, five members of the largest specialty, 70 + 30 points. */
export function emptyForm(registry: RegistryView): Partial<IntakeForm> {
  const [largest] = registry.specialties.toSorted((a, b) => b.experts - a.experts);
  return {
    lot: "1",
    subject: "services",
    special: false,
    profile: profileKey(newestProfiles.T),
    criteria: "技术方案\n实施与服务\n业绩",
    items: [
      { id: "技术方案", kind: "subjective", max: "40" },
      { id: "实施与服务", kind: "subjective", max: "20" },
      { id: "业绩", kind: "objective", max: "10" },
    ],
    aggregate: "mean",
    priceFormula: "lowest-over-price",
    pricePoints: "30",
    places: 2,
    bidders: [{ name: "" }, { name: "" }, { name: "" }],
    seats: largest === undefined ? [] : [{ specialty: largest.id, count: 5 }],
    regions: [],
    law: "equal",
    fallbacks: [],
    onePerEmployer: true,
    witnessed: true,
    outside: [],
    checkInPhoto: true,
    callUp: true,
    answerMinutes: 120,
    sealing: "L2",
  };
}

const filled = (text: string | undefined): string | undefined => {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === "" ? undefined : trimmed;
};

/** `{key: value}`, or nothing where the value is missing. */
function optional<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  const part: Partial<Record<K, V>> = {};
  if (value !== undefined) part[key] = value;
  return part;
}

/** The criteria that a text names, a line each. */
export const criteriaIn = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export type IntakeReading =
  | Readonly<{ ok: true; intake: Intake }>
  | Readonly<{ ok: false; fields: readonly FieldPath[] }>;

/** The intake that a form means, or the fields that keep it from being one. */
export function readForm(form: IntakeForm): IntakeReading {
  const parsed = intakeSchema.safeParse(intakeOf(form));
  if (parsed.success) return { ok: true, intake: parsed.data };
  const coefficients = coefficientsIn(form);
  const drawn = coefficients === undefined ? [] : drawnIn(coefficients);
  return { ok: false, fields: parsed.error.issues.map(({ path }) => fieldOf(path, drawn)) };
}

/** Bids are numbered in the order of the form. */
const bidId = (index: number): string => `B${index + 1}`;

function intakeOf(form: IntakeForm): unknown {
  const profile = Object.values(newestProfiles).find((one) => profileKey(one) === form.profile);
  const rounding = { places: form.places, mode: "half-up" };
  return {
    number: form.number,
    title: form.title,
    lot: form.lot,
    owner: form.owner,
    agencyName: form.agencyName,
    subject: form.subject,
    ...optional("budget", filled(form.budget)),
    special: form.special,
    profile: profile && { id: profile.id, version: profile.version },
    method: {
      items: form.items.map(({ id, kind, max }) => ({
        id: id.trim(),
        kind,
        ...(kind === "pass-fail" ? {} : { max: max?.trim() }),
      })),
      aggregate:
        form.aggregate === "mean"
          ? { kind: "mean" }
          : { kind: "trimmed-mean", dropHigh: 1, dropLow: 1 },
      ...priceOf(form),
      rounding: { item: rounding, price: rounding, total: rounding },
      order: form.priceFormula === "none" ? ["total-desc"] : ["total-desc", "price-asc"],
    },
    document: {
      criteria: criteriaIn(form.criteria),
      ...optional("sha256", filled(form.documentHash)),
    },
    bidders: form.bidders.map(({ name, creditCode }, index) => ({
      id: bidId(index),
      name,
      ...optional("creditCode", filled(creditCode)),
    })),
    bids: form.bidders.map(({ price, documents = [] }, index) => ({
      id: bidId(index),
      ...(documents.length === 0 ? {} : { documents }),
      ...(form.priceFormula === "none"
        ? optional("price", filled(price))
        : { price: price?.trim() }),
    })),
    panel: panelOf(form),
    ...(filled(form.desks) === undefined ? {} : { desks: criteriaIn(form.desks ?? "") }),
    offices: { host: form.host, supervisor: form.supervisor, witness: form.witness },
    sealing: form.sealing,
    ...(form.witnessed ? { witnessing: witnessingOf(form) } : {}),
    ...(form.disguise === true ? { disguise: true } : {}),
    ...(form.checkInPhoto === true ? { checkInPhoto: "required" } : {}),
    ...(form.callUp ? { invitations: invitationsOf(form) } : {}),
  };
}

/** Whose cosignatures the record takes, beside supervisor and witness. */
function witnessingOf({ outside = [] }: IntakeForm): unknown {
  return { outside: outside.map(({ name, vkey }) => ({ name: name.trim(), vkey: vkey.trim() })) };
}

/** The price part; what is drawn once the bids are open stands in it with the first number of its set. */
function priceOf(form: IntakeForm): Readonly<{ price: unknown; drawn?: unknown }> {
  const { priceFormula: formula } = form;
  const points = form.pricePoints?.trim();
  if (formula === "none") return { price: null };
  const coefficients = coefficientsIn(form);
  if (coefficients === undefined) return { price: { formula, points } };
  const sets = drawnIn(coefficients);
  const first = Object.fromEntries(
    coefficients.fields.map(({ name, numbers }) => [name, numbers[0]]),
  );
  return {
    price: {
      formula: "benchmark",
      points,
      base:
        coefficients.formula === "weighted"
          ? { kind: "weighted", control: form.control?.trim(), k: first["k"], c: first["c"] }
          : { kind: "mean", times: afterDrop(first["drop"]) },
      abovePerPercent: first["above"],
      belowPerPercent: first["below"],
      deviation: "interpolate",
    },
    ...(sets.length === 0
      ? {}
      : { drawn: sets.map(({ name, numbers }) => ({ name, from: [...numbers] })) }),
  };
}

function afterDrop(percent: string | undefined): string | undefined {
  return percent !== undefined && isDecimal(percent) ? factorAfterDrop(percent) : undefined;
}

/** The panel as far as the form says: what a live preview asks about, too. */
function panelOf(form: Partial<IntakeForm>): unknown {
  const { recentDays, recentMost, fallbacks = [] } = form;
  const isLimited = typeof recentDays === "number" && typeof recentMost === "number";
  return {
    draw: {
      seats: form.seats,
      regions: (form.regions ?? []).map(({ region, min, max, parent }) => ({
        region,
        min,
        max,
        ...optional("parent", filled(parent)),
      })),
      onePerEmployer: form.onePerEmployer,
    },
    law: form.law,
    ...(fallbacks.length === 0 ? {} : { fallbacks }),
    ...(isLimited ? { recentService: { days: recentDays, most: recentMost } } : {}),
  };
}

/** What to ask about feasibility; undefined until seats and regions are filled in. */
export function feasibilityOfForm(form: Partial<IntakeForm>): FeasibilityRequest | undefined {
  const profile = Object.values(newestProfiles).find((one) => profileKey(one) === form.profile);
  const parsed = feasibilityRequestSchema.safeParse({
    owner: form.owner ?? "",
    agencyName: form.agencyName ?? "",
    profile: profile && { id: profile.id, version: profile.version },
    bidders: (form.bidders ?? [])
      // A row that was just added is not in the form's values yet.
      .filter((bidder) => bidder !== undefined && filled(bidder.name) !== undefined)
      .map(({ name, creditCode }) => ({ name, ...optional("creditCode", filled(creditCode)) })),
    panel: panelOf({
      ...form,
      seats: (form.seats ?? []).filter((seat) => seat?.specialty !== undefined),
      regions: (form.regions ?? []).filter((rule) => rule?.region !== undefined),
      fallbacks: (form.fallbacks ?? []).filter((one) => one?.broader !== undefined),
    }),
    ...(form.callUp === true ? { invitations: invitationsOf(form) } : {}),
  });
  return parsed.success ? parsed.data : undefined;
}

function invitationsOf({ answerMinutes, meetsAt, place }: Partial<IntakeForm>): unknown {
  const at = filled(meetsAt);
  return {
    ...(typeof answerMinutes === "number" ? { answerWithin: answerMinutes * 60 } : {}),
    ...optional("meetsAt", at === undefined ? undefined : new Date(at).getTime()),
    ...optional("place", filled(place)),
  };
}

/** Parts of the price formula, and the fields that they come from. */
const priceFields = [
  ["control", "control"],
  ["abovePerPercent", "above"],
  ["belowPerPercent", "below"],
  ["k", "kFrom"],
  ["c", "cFrom"],
  ["times", "dropFrom"],
] as const;

/** The form's field behind a path of the intake. */
function fieldOf(path: readonly PropertyKey[], drawn: Coefficients["fields"]): FieldPath {
  const plain = path.map((part) => (typeof part === "number" ? part : String(part)));
  const [first, second] = plain;
  if (first === "bids" && second !== undefined) return ["bidders", second, ...plain.slice(2)];
  if (first === "method" && second === "items") return plain.slice(1);
  if (first === "method" && second === "price") {
    return [priceFields.find(([part]) => plain.includes(part))?.[1] ?? "pricePoints"];
  }
  if (first === "method" && second === "drawn") return [drawn[Number(plain[2])]?.field ?? "above"];
  if (first === "desks") return ["desks"];
  if (first === "document") return [second === "sha256" ? "documentHash" : "criteria"];
  if (first === "panel" && second === "draw") return plain.slice(2);
  if (first === "panel" && second === "fallbacks") return plain.slice(1);
  if (first === "panel" && second === "recentService") return ["recentDays"];
  if (first === "invitations") {
    return [second === "answerWithin" ? "answerMinutes" : (second ?? "callUp")];
  }
  if (first === "witnessing") return plain.length > 1 ? plain.slice(1) : ["witnessed"];
  if (first === "offices" && second !== undefined) return [second];
  return plain;
}
