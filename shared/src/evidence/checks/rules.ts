import type { EvaluationEvent } from "../../contracts/events/index.ts";
import { findProfile } from "../../law/profiles/index.ts";
import { hashOf } from "../../seal/commitment.ts";
import { equalBytes, utf8 } from "../../tlog/index.ts";
import { fail, noEvents, pass, unchecked, type Finding } from "../check.ts";
import { methodFile, profileFile } from "../derived-files.ts";

/** The evaluation is bound to a rule profile of these law tables and to its own method, both by hash. */
export function checkRules(
  opening: EvaluationEvent | undefined,
  files: ReadonlyMap<string, Uint8Array>,
): Finding {
  if (opening?.type !== "TenderOpened") return unchecked(noEvents);
  const { tender, profileHash, methodHash } = opening;
  const { id, version } = tender.profile;
  const profile = findProfile(tender.profile);
  if (profile === undefined) {
    return fail(`no profile ${id} ${version} is known`, `没有规则 ${id} ${version}`);
  }
  if (hashOf(profile) !== profileHash) {
    return fail(`profile ${id} ${version} has another hash`, `规则 ${id} ${version} 的哈希不符`);
  }
  if (hashOf(tender.method) !== methodHash) {
    return fail("the method has another hash", "评标办法的哈希不符");
  }
  if (!holds(files, "profile.json", profileFile(profile))) {
    return fail("profile.json is not the profile", "profile.json 不是所用规则");
  }
  if (!holds(files, "method.json", methodFile(tender.method))) {
    return fail("method.json is not the method", "method.json 不是所用评标办法");
  }
  return pass(`profile ${id} ${version}`, `${profile.name.zh} ${version}`);
}

/** Whether a file of the bundle has exactly this text. */
export function holds(files: ReadonlyMap<string, Uint8Array>, name: string, text: string): boolean {
  const file = files.get(name);
  return file !== undefined && equalBytes(file, utf8(text));
}
