import { evaluationViewSchema, type EvaluationView } from "@yuanping/shared/contracts/view.ts";
import type { Growing, ViewChange } from "@yuanping/shared/contracts/view-change.ts";
import { oncePer } from "@yuanping/shared/evaluation/once-per.ts";

/** The newest text of each part that any socket of a room was shown: viewers who see the same hold the same text. */
export type SharedTexts = Map<string, string>;

type Name = keyof EvaluationView;

const growing = ["talk", "notices"] as const satisfies readonly (keyof Growing)[];

/** What one viewer was last shown, part by part, as text. */
export class ShownView {
  readonly #texts: SharedTexts;
  readonly #parts = new Map<Name, string>();
  /** How many items of each growing list were shown. */
  #counts: Readonly<Record<keyof Growing, number>> = { talk: 0, notices: 0 };

  constructor(texts: SharedTexts) {
    this.#texts = texts;
  }

  /** Takes in what is shown now; answers how it differs from before, or undefined when it says nothing new. */
  change(view: EvaluationView): Omit<ViewChange, "version"> | undefined {
    const before = new Map(this.#parts);
    const changed = new Set(namesOf(view).filter((name) => this.#keep(name, view)));
    const gone = [...before.keys()].filter((name) => view[name] === undefined);
    for (const name of gone) this.#parts.delete(name);
    const grown = this.#grown(view, changed, before);
    this.#counts = { talk: view.talk.length, notices: view.notices.length };
    const set = picked(view, changed);
    return changed.size + gone.length + Object.keys(grown).length === 0
      ? undefined
      : {
          ...(changed.size === 0 ? {} : { set }),
          ...(Object.keys(grown).length === 0 ? {} : { grown }),
          ...(gone.length === 0 ? {} : { gone }),
        };
  }

  /** Remembers a part; false when it is as it was. */
  #keep(name: Name, view: EvaluationView): boolean {
    const value = view[name];
    const text =
      shared.has(name) && typeof value === "object" ? textOf(value) : JSON.stringify(value);
    if (this.#parts.get(name) === text) return false;
    const known = this.#texts.get(name);
    if (known !== text) this.#texts.set(name, text);
    this.#parts.set(name, known === text ? known : text);
    return true;
  }

  /** The new ends of lists that only became longer; they are then no longer among the changed parts. */
  #grown(view: EvaluationView, changed: Set<Name>, before: ReadonlyMap<Name, string>): Growing {
    const grown: Growing = {};
    for (const name of growing) {
      const old = before.get(name);
      if (!changed.has(name) || old === undefined) continue;
      if (!isLonger(this.#parts.get(name) ?? "", old)) continue;
      changed.delete(name);
      if (name === "talk") grown.talk = view.talk.slice(this.#counts.talk);
      else grown.notices = view.notices.slice(this.#counts.notices);
    }
    return grown;
  }
}

/** Parts that are the same value, and not only alike, in the views of one state. */
const shared: ReadonlySet<Name> = new Set<Name>(["talk", "method", "bidders"]);
const textOf = oncePer((value: object) => JSON.stringify(value));

const names = evaluationViewSchema.keyof().options;

function namesOf(view: EvaluationView): readonly Name[] {
  return names.filter((name) => view[name] !== undefined);
}

function picked(view: EvaluationView, chosen: ReadonlySet<Name>): Partial<EvaluationView> {
  return Object.fromEntries([...chosen].map((name) => [name, view[name]]));
}

/** Whether a list's text is that of another one with items behind it. Empty lists are short enough to be sent whole. */
function isLonger(text: string, before: string): boolean {
  return before.length > 2 && text.startsWith(`${before.slice(0, -1)},`);
}
