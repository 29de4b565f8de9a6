import type { PersonRef } from "../../contracts/ids.ts";

/** Whose names have been shown to whom, by viewer: nobody is sent a name that does not stand here. */
export type NamesState = Readonly<Record<PersonRef, readonly PersonRef[]>>;
