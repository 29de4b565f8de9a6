/** Who may sign in, and who is signed in. Instants are milliseconds since 1970. */
export interface IdentityTables {
  app_user: UserTable;
  session: SessionTable;
  sign_in_failure: SignInFailureTable;
}

export interface UserTable {
  id: string;
  name: string;
  /** Unique; what is typed beside the password. */
  login: string;
  /** A PHC string, see `password.ts`. */
  password_hash: string;
  /** What the person may be in an evaluation or in the centre. */
  offices: string[];
  /** The organisation the person works for. */
  unit: string;
  disabled: boolean;
  /** 32 bytes in hex. Hashes in the record that name this person are salted with it; erased with the person. */
  salt: string;
}

export interface SessionTable {
  id: string;
  user_id: string;
  /** SHA-256 of the cookie's secret in hex: who reads the table cannot sign in with it. */
  secret_hash: string;
  created_at: number;
  expires_at: number;
  last_seen: number;
}

export interface SignInFailureTable {
  /** `login:…`, `address:…` or `user:…`. */
  subject: string;
  count: number;
  last_at: number;
}
