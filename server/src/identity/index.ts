/** Signing in, proving a password again, sessions. */
export { forgetOldFailures } from "./failures.ts";
export { MAX_PASSWORD_LENGTH, hashPassword, passwordMatches } from "./password.ts";
export {
  SESSION_MS,
  type SessionKey,
  type SignedIn,
  closeSession,
  keptSecret,
  openSession,
  removeEndedSessions,
  resumeSession,
} from "./sessions.ts";
export {
  type Identity,
  type PasswordOutcome,
  type SignIn,
  type SignInOutcome,
  openIdentity,
} from "./sign-in.ts";
