import type { Bilingual } from "../../law/profile.ts";

/** Refusals of the record and its witnesses. */
export const recordRefusals: Readonly<Record<string, Bilingual>> = {
  "record.altered": {
    zh: "记录未通过校验,已停止服务并上报。",
    en: "The record fails its check; it is not served and has been reported.",
  },
  "record.no-such-head": {
    zh: "没有这样的检查点或证明。",
    en: "There is no such signed head or proof.",
  },
  "record.not-signed": {
    zh: "最后的事件尚未签名,请稍后再试。",
    en: "The last events are not signed yet. Please try again.",
  },
  "trail.not-yet": {
    zh: "评审结束后方可查看完整记录。",
    en: "The full record opens when the evaluation is over.",
  },
  "witness.fork-known": {
    zh: "该矛盾已经记录。",
    en: "This contradiction is on record already.",
  },
  "witness.awaits-both": {
    zh: "须先由监督人和见证人会签,请稍候。",
    en: "The supervisor and the witness have to cosign first.",
  },
  "witness.awaits-supervisor": {
    zh: "须先由监督人会签,请稍候。",
    en: "The supervisor has to cosign first.",
  },
  "witness.awaits-witness": {
    zh: "须先由见证人会签,请稍候。",
    en: "The witness has to cosign first.",
  },
  "witness.bad-note": {
    zh: "会签的不是本次评审的检查点。",
    en: "What was cosigned is no checkpoint of this evaluation.",
  },
  "witness.bad-signature": {
    zh: "会签与登记的公钥不符,或不是本记录的检查点。",
    en: "The cosignature was not made with the declared key, or the head is not one of this log.",
  },
  "witness.cosigned-already": {
    zh: "本关口已经会签。",
    en: "This gate has been cosigned already.",
  },
  "witness.head-too-small": {
    zh: "检查点须包含第 {size} 条及以前的事件。",
    en: "The head must hold {size} events, and no more than there are.",
  },
  "witness.is-present": {
    zh: "该见证方在席,应由其本人会签。",
    en: "This witness is in the room and cosigns in person.",
  },
  "witness.no-gate-open": {
    zh: "当前没有等待会签的关口。",
    en: "No gate is waiting to be cosigned.",
  },
  "witness.no-substitute": {
    zh: "招标文件未指定您代为会签。",
    en: "The tender does not name you as a substitute.",
  },
  "witness.not-asked": {
    zh: "本次评审未要求见证。",
    en: "This evaluation asks for no witnessing.",
  },
  "witness.not-named": {
    zh: "招标文件的见证方中没有此公钥。",
    en: "The tender names no witness with this key.",
  },
  "witness.other-history": {
    zh: "该检查点有本系统的签名,却不属于本记录:请妥善保存,这是记录被篡改的证据。",
    en: "This head bears our signature and is not of this record. Keep it: it shows that the record was altered.",
  },
  "witness.not-our-head": {
    zh: "所报告的检查点没有本系统的签名。",
    en: "A head that is reported does not bear this log's signature.",
  },
  "witness.one-in-person": {
    zh: "监督人和见证人中至少一方须亲自会签。",
    en: "One of supervisor and witness has to cosign in person.",
  },
  "witness.reason-needed": {
    zh: "代为会签须说明原因。",
    en: "A substitute has to say why.",
  },
  "witness.same-key": { zh: "与登记的公钥相同。", en: "This key is on record already." },
};
