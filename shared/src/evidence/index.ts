/** Evidence that outlives the installation: one file an evaluation, and the check that anyone can make of it. */
export {
  buildBundle,
  BundleFault,
  type BundleFaultCode,
  type BundleSource,
} from "./build-bundle.ts";
export { checkTitles, type Check, type CheckName, type Extent } from "./check.ts";
export { recordingTolerance, type RecordingIndex } from "./checks/recordings.ts";
export type { GateWitness, WitnessedGate } from "./checks/gate-keeper.ts";
export type { BidTotal } from "./checks/totals.ts";
export { streamOf } from "../contracts/record.ts";
export { bundleFormat, manifestSchema, redactedFormat, type Manifest } from "./manifest.ts";
export {
  verifyBundle,
  type NamedDocument,
  type Verification,
  type VerifyOptions,
} from "./verify-bundle.ts";
export { maxZipBytes as maxBundleBytes } from "./stored-zip-reader.ts";
export {
  ProofFault,
  proveEvent,
  verifyEventProof,
  type EventProof,
  type ProofFaultCode,
  type ProvenEvent,
} from "./prove-event.ts";
export { redactBundle } from "./redact-bundle.ts";
export { saltedHash } from "./withheld.ts";
export { tellStory, type Story, type ToldEvent } from "./story.ts";
export { verifyDrawAlone } from "./draw-alone.ts";
