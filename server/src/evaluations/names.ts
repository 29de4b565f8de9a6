import type { Evaluation, Directory } from "@yuanping/shared/evaluation/index.ts";
import { sitting } from "@yuanping/shared/evaluation/panel/state.ts";
import type { Experts } from "../registry/experts.ts";
import type { People, Person } from "../registry/people.ts";
import type { Users } from "../registry/users.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

type Sources = Readonly<{ people: People; users: Users; experts: Experts; pseudonyms: Pseudonyms }>;

/**
 * The names behind an evaluation's refs, kept in memory while its room is open. Members are bound to their users once
 * they are drawn; a binding that a crash prevented is made when the room is next opened.
 */
export class Names {
  readonly #sources: Sources;
  readonly #directories = new Map<string, Map<string, string>>();
  readonly #users = new Map<string, readonly string[]>();

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** What is known now; `refresh` first when the panel has changed. */
  of(evaluation: string): Directory {
    return this.#directories.get(evaluation) ?? new Map();
  }

  /** The users behind an evaluation's refs, as of the last `refresh`. */
  usersOf(evaluation: string): readonly string[] {
    return this.#users.get(evaluation) ?? [];
  }

  /** The room is no longer open here. */
  forget(evaluation: string): void {
    this.#users.delete(evaluation);
    this.#directories.delete(evaluation);
  }

  /** Binds members who are not bound yet, and reads the names of everybody who is. */
  async refresh(state: Evaluation): Promise<void> {
    const { people, users } = this.#sources;
    await this.#bindMembers(state, await people.ofEvaluation(state.id));
    const directory = new Map<string, string>();
    const bound = await people.ofEvaluation(state.id);
    for (const { ref, userId } of bound) {
      const user = await users.byId(userId);
      if (user !== undefined) directory.set(ref, user.name);
    }
    this.#directories.set(state.id, directory);
    this.#users.set(
      state.id,
      bound.map(({ userId }) => userId),
    );
  }

  async #bindMembers(state: Evaluation, bound: readonly Person[]): Promise<void> {
    const known = new Set(bound.map(({ ref }) => ref));
    const missing = new Set(
      sitting(state.panel)
        .map(({ person }) => person)
        .filter((person) => !known.has(person)),
    );
    if (missing.size === 0) return;
    const { experts, people, pseudonyms } = this.#sources;
    const found: Person[] = [];
    for (const { userId } of await experts.list()) {
      const ref = await pseudonyms.refOf(state.id, userId);
      if (missing.has(ref)) found.push({ evaluation: state.id, ref, userId, role: "expert" });
    }
    await people.bind(found, "system");
  }
}
