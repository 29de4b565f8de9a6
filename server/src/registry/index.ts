/** The centre's tables, each change of which is on record first. */
export {
  DEMO_PASSWORD,
  DEMO_SPECIALTY,
  type DemoAccount,
  demoAccounts,
  openDemoAccounts,
  seedDemoCentre,
} from "./demo-centre.ts";
export { type Enrolment, LoginsTaken, enrol, takenLogins } from "./enrol.ts";
export { type EvaluationEntry, type Evaluations, openEvaluations } from "./evaluations.ts";
export { type Experts, type ListedExpert, openExperts } from "./experts.ts";
export { type People, type Person, openPeople } from "./people.ts";
export { type RecordEvent, type RegistryEvent, SYSTEM, saltedHash } from "./record.ts";
export { changeStandings, NotExperts, type StandingChange } from "./standings.ts";
export { type Calling, type Expert, type User, callingSchema } from "./user.ts";
export { type Users, newUserId, openUsers } from "./users.ts";
