import type { ColumnType } from "kysely";

/** The tables of a centre beside its users. Every change to them is an event of the `registry` stream first. */
export interface RegistryTables {
  expert: ExpertTable;
  evaluation: EvaluationTable;
  person: PersonTable;
}

export interface ExpertTable {
  user_id: string;
  specialties: string[];
  region: string;
  employer: string;
  phone: string | null;
  mail: string | null;
  standing: ColumnType<unknown, string, string>;
}

/** A directory for lists; the evaluation itself is its stream. */
export interface EvaluationTable {
  id: string;
  number: string;
  title: string;
  /** The user who registered it. */
  agency: string;
  created_at: number;
}

/** Who stands behind a pseudonym of an evaluation. Kept out of every stream. */
export interface PersonTable {
  evaluation: string;
  ref: string;
  user_id: string;
  role: string;
}
