import { noPanelText } from "./no-panel.ts";
import type { Refusal, SpokenRefusal } from "../contracts/refusal.ts";
import type { Bilingual } from "../law/profile.ts";

/** The text of every refusal. `{name}` is filled from the refusal's details. */
export const refusalTexts: Readonly<Record<string, Bilingual>> = {
  "checkin.already": { zh: "已经办理过,无需重复。", en: "This has been done already." },
  "checkin.incomplete": {
    zh: "还有 {count} 位成员尚未入席。",
    en: "{count} member(s) are not in the room yet.",
  },
  "checkin.not-accepted": {
    zh: "请先在首页答复邀请,接受后方可签到。",
    en: "Answer your invitation on your home page first; who has accepted may check in.",
  },
  "checkin.consent-text": {
    zh: "录制告知文本已更新,请刷新页面后重新阅读。",
    en: "The text on recording has changed; reload the page and read it again.",
  },
  "checkin.no-consent": {
    zh: "该成员尚未同意录制,不能入席。",
    en: "This member has not agreed to be recorded and cannot be admitted.",
  },
  "checkin.not-admitted": {
    zh: "主持人尚未准许您入席。",
    en: "The host has not admitted you yet.",
  },
  "checkin.not-arrived": { zh: "该成员尚未签到。", en: "This member has not checked in yet." },
  "checkin.not-in-the-room": {
    zh: "该成员不在评标室内。",
    en: "This member is not in the room.",
  },
  "checkin.recusal-takes-seat": {
    zh: "按本项目适用的规则,与投标人有利害关系的成员须退出评标委员会({article})。请作出回避声明。",
    en: "Under this tender's rules a conflict with a bidder costs the seat ({article}). Declare the conflict instead.",
  },
  "checkin.recused": {
    zh: "您已对该投标人回避。",
    en: "You are recused from this bid.",
  },
  "checkin.undeclared": {
    zh: "还有 {count} 位成员尚未作出回避声明。",
    en: "{count} member(s) have not declared on recusal yet.",
  },
  "documents.incomplete": {
    zh: "文件没有传完,请重新上传。",
    en: "The document did not arrive whole; upload it again.",
  },
  "documents.no-room": {
    zh: "服务器磁盘空间不足,文件未保存。",
    en: "The server's disk is full; the document was not kept.",
  },
  "documents.not-here": {
    zh: "服务器上没有这份文件的内容。",
    en: "The bytes of this document are not on this server.",
  },
  "documents.not-opened": {
    zh: "请先在评标室内打开这份文件。",
    en: "Open this document in the room first.",
  },
  "documents.not-pdf": {
    zh: "只接受 PDF 文件。",
    en: "Only PDF files are taken.",
  },
  "documents.not-uploaded": {
    zh: "投标 {bid} 的文件“{name}”尚未上传,或大小不符。",
    en: "The document “{name}” of bid {bid} has not been uploaded, or has another size.",
  },
  "documents.not-yours": {
    zh: "您现在不能查看这份投标文件。",
    en: "You may not read this bid's documents now.",
  },
  "documents.sealed": {
    zh: "投标尚未解封。",
    en: "The bids are not unsealed yet.",
  },
  "documents.too-large": {
    zh: "文件超过 {most} MB。",
    en: "The document is larger than {most} MB.",
  },
  "documents.unknown": { zh: "没有这份投标文件。", en: "There is no such document." },
  "draw.absence-too-late": {
    zh: "评审已经开始,不能再以缺席为由更换成员。",
    en: "The evaluation has begun; absence is no longer a reason to replace a member.",
  },
  "draw.already-drawn": { zh: "评标委员会已经抽取。", en: "The panel has been drawn already." },
  "draw.bad-note": {
    zh: "会签的不是本次评审的检查点。",
    en: "What was cosigned is no checkpoint of this evaluation.",
  },
  "draw.bad-party-key": {
    zh: "登记的公钥不属于这一方或格式有误。",
    en: "The key is malformed, or not one of this party in this evaluation.",
  },
  "draw.bad-signature": {
    zh: "签名与登记的公钥不符。",
    en: "The signature was not made with the declared key.",
  },
  "draw.chain-spent": {
    zh: "本次抽取可用的补抽轮次已经用完。",
    en: "The parties' commitments have no round left for another substitute.",
  },
  "draw.checkpoint-too-small": {
    zh: "检查点须包含全部承诺(至少 {size} 条事件)。",
    en: "The checkpoint must hold every commitment (at least {size} events).",
  },
  "draw.can-be-refilled": {
    zh: "仍可补抽,不能解散评标委员会。",
    en: "A substitute can still be drawn; the panel is not dissolved.",
  },
  "draw.deadline-runs": {
    zh: "期限未到,不能宣布作废。",
    en: "The deadline has not passed yet; the draw cannot be declared void.",
  },
  "draw.false-reveal": {
    zh: "揭示的数值与先前的承诺不符,已记录。",
    en: "The value revealed is not the one committed to; this is on record.",
  },
  "draw.given-already": { zh: "这一方已经完成此步。", en: "This party has done so already." },
  "draw.numbers-due": {
    zh: "评标办法中的系数({numbers})尚未抽取,请三方先揭示。",
    en: "Coefficients of the method ({numbers}) have not been drawn yet: the three parties reveal first.",
  },
  "draw.not-due": {
    zh: "抽取还没有进行到这一步,正在等待:{waiting}。",
    en: "The draw has not come to this step; waiting for {waiting}.",
  },
  "draw.not-sealed": { zh: "专家库尚未封存。", en: "The pool has not been sealed yet." },
  "draw.other-checkpoint": {
    zh: "各方须会签同一个检查点。",
    en: "All parties cosign one and the same checkpoint.",
  },
  "draw.other-draw": { zh: "这是另一次抽取的内容。", en: "This belongs to another draw." },
  "draw.other-round": {
    zh: "现在进行的是第 {due} 轮。",
    en: "Round {due} is under way.",
  },
  "draw.seat-vacant": {
    zh: "有 {count} 个席位待补抽,补齐后才能进行。",
    en: "{count} seat(s) wait for a substitute; this has to wait too.",
  },
  "draw.sealed": { zh: "专家库已经封存,不能更改。", en: "The pool is sealed already." },
  "draw.bad-key": { zh: "抽取所用的随机数不合规格。", en: "The chance for the draw is malformed." },
  "draw.bad-pool": {
    zh: "专家名单有误:缺项或重复。",
    en: "The expert pool is malformed or names someone twice.",
  },
  "draw.bad-spec": { zh: "抽取要求填写有误。", en: "The draw's requirement is malformed." },
  "draw.chances-unattainable": {
    zh: "按此要求无法让同专业专家机会均等,请放宽要求。",
    en: "Equal chances cannot be reached under these rules; relax one.",
  },
  "draw.contradictory": {
    zh: "抽取要求自相矛盾,任何名单都无法满足。",
    en: "The rules of the draw contradict one another.",
  },
  "draw.no-valid-panel": {
    zh: "名单中没有一种组成符合全部要求。",
    en: "No panel in the pool satisfies all the rules.",
  },
  "draw.not-a-member": {
    zh: "此人不是本次评标委员会的在席成员。",
    en: "This person does not sit on the panel.",
  },
  "draw.not-drawn": { zh: "评标委员会尚未抽取。", en: "The panel has not been drawn yet." },
  "draw.officer-in-pool": {
    zh: "主持、监督、见证、代理人员不得列入专家名单。",
    en: "Someone who holds an office of this tender is in the pool.",
  },
  "draw.reason-not-lawful": {
    zh: "该更换理由不在法定范围内({article})。",
    en: "The law knows no such reason to replace a member ({article}).",
  },
  "draw.rejections-exhausted": {
    zh: "多次抽取均不符合附加要求,请放宽要求。",
    en: "No accepted panel was found within the permitted tries; relax a rule.",
  },
  "draw.representative": {
    zh: "招标人代表不经抽取,不能补抽。",
    en: "An owner representative is not drawn and has no substitute.",
  },
  "draw.too-early": {
    zh: "距评审还有 {days} 个工作日,最早只能提前 {allowed} 个工作日抽取({article})。",
    en: "The meeting is {days} working days away; the panel is drawn at most {allowed} before ({article}).",
  },
  "draw.too-large": {
    zh: "抽取要求的组合过多,无法精确计数。",
    en: "The rules span more combinations than can be counted.",
  },
  "election.has-lead": { zh: "组长已经推选产生。", en: "A lead has been elected already." },
  "election.no-lead": { zh: "尚未推选组长。", en: "No lead has been elected yet." },
  "election.not-the-lead": { zh: "此事由组长办理。", en: "Only the lead may do this." },
  "election.representative": {
    zh: "采购人代表不得担任组长({article})。",
    en: "An owner representative may not lead the panel ({article}).",
  },
  "election.voted": { zh: "本轮您已投票。", en: "You have voted in this round." },
  "identity.proof-needed": {
    zh: "请重新输入密码以确认是您本人。",
    en: "Enter your password again to confirm it is you.",
  },
  "identity.wrong-password": {
    zh: "账号或密码不正确。",
    en: "The account or the password is wrong.",
  },
  "identity.altered": {
    zh: "该用户的资料与留痕不符,已停用,请联系管理人员。",
    en: "This user is not kept as the record has it, and cannot be used; tell those who run the centre.",
  },
  "identity.slowed": {
    zh: "尝试过于频繁,请 {seconds} 秒后再试。",
    en: "Too many attempts; try again in {seconds} s.",
  },
  "identity.signed-out": {
    zh: "登录已失效,请重新登录。",
    en: "You are signed out; sign in again.",
  },
  "intake.bidders-repeat": { zh: "投标人编号重复。", en: "Two bidders have the same id." },
  "intake.too-few-desks": {
    zh: "工位只有 {desks} 个,少于成员 {members} 人。",
    en: "There are {desks} desks for {members} members.",
  },
  "intake.bids-differ": {
    zh: "投标文件与投标人名单不一致。",
    en: "The bids and the list of bidders differ.",
  },
  "intake.unknown-officer": {
    zh: "所选人员不存在或不具备该职责:{office}。",
    en: "No such person, or not entitled to be {office}.",
  },
  "incident.closed-already": { zh: "该故障已经结束。", en: "This incident is closed already." },
  "incident.open-already": {
    zh: "同类故障已在处理中。",
    en: "An incident of this kind is open already.",
  },
  "incident.unknown": { zh: "没有这项故障。", en: "There is no such incident." },
  "invitation.answered": { zh: "您已经答复。", en: "You have answered already." },
  "invitation.closed": {
    zh: "该邀请已结束,无需答复。",
    en: "This invitation is closed; no answer is needed.",
  },
  "invitation.late": {
    zh: "答复期限已过,视为谢绝。",
    en: "The time to answer has passed; it counts as declined.",
  },
  "invitation.none": { zh: "没有需要答复的邀请。", en: "There is no invitation to answer." },
  "invitation.not-due": {
    zh: "答复期限未到。",
    en: "The time to answer has not passed yet.",
  },
  "law.offices-joined": {
    zh: "受理、组织、监督、见证及招标人代表不得由同一人兼任({article})。",
    en: "One person holds two offices of the tender ({article}).",
  },
  "law.panel-even": {
    zh: "评标委员会人数应为单数,现为 {size} 人({article})。",
    en: "The panel must have an odd number of members, not {size} ({article}).",
  },
  "law.panel-too-small": {
    zh: "评标委员会至少 {minimum} 人,现为 {size} 人({article})。",
    en: "The panel needs at least {minimum} members, not {size} ({article}).",
  },
  "law.price-share": {
    zh: "价格分占比 {share}% 低于法定下限 {minimum}%({article})。",
    en: "The price weighs {share} %, less than the lawful {minimum} % ({article}).",
  },
  "law.prices-trimmed": {
    zh: "不得去掉最高或最低报价({article})。",
    en: "The highest or lowest price may not be dropped ({article}).",
  },
  "law.criterion-not-stated": {
    zh: "评审项“{item}”不在招标文件载明的评审因素之列,不得作为评审依据({article})。",
    en: "The tender document does not state “{item}”, which may therefore not be scored ({article}).",
  },
  "law.too-few-received": {
    zh: "投标人仅 {count} 家,少于三家,不得开标({article})。",
    en: "Only {count} bidders: fewer than three may not be evaluated ({article}).",
  },
  "law.too-few-valid": {
    zh: "有效投标仅 {count} 家,不能继续评审({article}),请终止并废标。",
    en: "Only {count} valid bids are left: the evaluation cannot go on ({article}) and must be terminated.",
  },
  "law.too-many-representatives": {
    zh: "招标人代表 {count} 人,超过上限 {allowed} 人({article})。",
    en: "{count} owner representatives; at most {allowed} may sit ({article}).",
  },
  "law.unknown-profile": {
    zh: "没有这一版本的规则:{id} {version}。",
    en: "There is no such version of the rules: {id} {version}.",
  },
  "media.bad-parameters": {
    zh: "音视频参数不被支持。",
    en: "These media parameters are not supported.",
  },
  "media.fault": { zh: "系统内部错误。", en: "Internal error." },
  "media.kind-mismatch": { zh: "媒体类型与来源不符。", en: "Kind and source do not match." },
  "media.malformed": { zh: "请求格式不正确。", en: "The request is malformed." },
  "media.may-not-receive": { zh: "您目前不能接收音视频。", en: "You may not receive media now." },
  "media.may-not-send": { zh: "您目前不能发送音视频。", en: "You may not send this now." },
  "media.no-trial": {
    zh: "连接测试已结束,请重新开始。",
    en: "The connection check is over; start it again.",
  },
  "media.not-joined": { zh: "请先加入音视频。", en: "Join the media first." },
  "media.not-participant": {
    zh: "您目前不能进入本场音视频。",
    en: "You may not enter this room's media now.",
  },
  "media.plain-track": {
    zh: "本次评审要求遮蔽面貌并改变声音,未经处理的画面和声音不予转发。请刷新页面后再开启。",
    en: "Faces and voices are disguised in this evaluation; a plain picture or sound is not passed on. Reload the page and try again.",
  },
  "media.preparing": {
    zh: "音视频组件正在准备,请稍候。",
    en: "Audio and video are still being prepared.",
  },
  "media.rebuilding": { zh: "音视频正在恢复。", en: "Audio and video are being restored." },
  "media.replaced": { zh: "您已在另一窗口进入。", en: "You have entered from another window." },
  "media.room-full": {
    zh: "音视频容量已满。",
    en: "There is no capacity left for audio and video.",
  },
  "media.stale-epoch": { zh: "音视频已重建,请重新加入。", en: "Media was rebuilt; join again." },
  "media.too-many": { zh: "请求过于频繁。", en: "Too many requests." },
  "media.trial-running": {
    zh: "您的连接测试正在进行,请等它结束。",
    en: "Your connection is being checked already; wait until that is over.",
  },
  "media.trial-too-often": {
    zh: "连接测试过于频繁,请过半分钟再试。",
    en: "The connection was checked too often; try again in half a minute.",
  },
  "media.unavailable": {
    zh: "音视频暂不可用,评审不受影响。",
    en: "Audio and video are unavailable; the evaluation goes on.",
  },
  "media.unknown": { zh: "该音视频流已关闭或不存在。", en: "That stream is closed or not yours." },
  "message.malformed": { zh: "消息格式不正确:{path}", en: "The message is malformed: {path}" },
  "message.too-large": { zh: "消息过大。", en: "The message is too large." },
  "message.too-many": { zh: "操作过于频繁,请稍候。", en: "Too many messages; wait a moment." },
  "recording.bad-time": {
    zh: "录像时间不合理。",
    en: "The times of the recording make no sense.",
  },
  "recording.not-yours": {
    zh: "您现在不能查看本次评审的录像。",
    en: "You may not watch this evaluation's recordings now.",
  },
  "recording.unknown": { zh: "没有这段录像。", en: "There is no such recording." },
  "reopening.in-re-review": {
    zh: "复议期间只能退回复核阶段。",
    en: "During a re-review the only way back leads to the re-check.",
  },
  "reopening.no-result": { zh: "尚无可复议的结果。", en: "There is no signed result to look at." },
  "reopening.no-such-request": {
    zh: "没有这项待批的回退申请,可能已经处理或已失效。",
    en: "No such request waits; it was answered, or has lapsed.",
  },
  "reopening.not-earlier": {
    zh: "只能退回更早的阶段。",
    en: "A rollback leads to an earlier stage.",
  },
  "reopening.other-reason": {
    zh: "本次复议的理由是 {code},只能以此理由更正。",
    en: "The re-review was opened for reason {code}; corrections are made for that reason only.",
  },
  "reopening.reason-not-lawful": {
    zh: "签署后不得以此理由由原评标委员会复议({article})。",
    en: "The panel that signed may not look at its result again for this reason ({article}).",
  },
  "reopening.request-waits": {
    zh: "已有一项回退申请等待监督批准。",
    en: "A request for a rollback is waiting for the supervisor already.",
  },
  "report.not-issued": { zh: "评标报告尚未形成。", en: "The report has not been issued yet." },
  "report.other-report": {
    zh: "所签的不是当前的评标报告。",
    en: "This is not the report that was issued.",
  },
  "report.stands-already": {
    zh: "您已对报告表态。",
    en: "You have taken a stand on the report already.",
  },
  "report.warnings-open": {
    zh: "还有 {count} 条提示未说明。",
    en: "{count} warning(s) have not been answered.",
  },
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
  "review.closed": { zh: "初步评审已经结束。", en: "The preliminary review is closed." },
  "review.incomplete": { zh: "还缺 {count} 项评审意见。", en: "{count} finding(s) are missing." },
  "review.no-price": {
    zh: "投标 {bid} 没有可用于评审的报价,应先予否决。",
    en: "Bid {bid} has no price that can be evaluated; it must be rejected first.",
  },
  "review.not-closed": {
    zh: "初步评审尚未结束。",
    en: "The preliminary review is not closed yet.",
  },
  "review.rejected": { zh: "初步评审否决。", en: "Rejected in the preliminary review." },
  "review.unknown-bid": { zh: "没有这份投标:{bid}", en: "There is no such bid: {bid}" },
  "review.unknown-item": {
    zh: "招标文件没有这一评审项:{item}",
    en: "The tender document has no such item: {item}",
  },
  "room.exists": { zh: "该评审已经建立。", en: "This evaluation exists already." },
  "room.bad-ticket": {
    zh: "转接凭证已失效,正在重新进入。",
    en: "The ticket to this server is no longer good; you are being let in again.",
  },
  "room.opening": {
    zh: "评标室正在另一台服务器上恢复,请稍候。",
    en: "The room is being restored on another server; please wait a moment.",
  },
  "room.moved": { zh: "评标室已移至另一台服务器。", en: "The room has moved to another server." },
  "room.not-joined": { zh: "尚未进入评标室。", en: "You have not joined the room." },
  "room.not-permitted": {
    zh: "您的身份无权进行此操作,已记录在案。",
    en: "Your role may not do this. The attempt is on record.",
  },
  "room.not-yours": {
    zh: "您在本次评审中没有此席位,已记录在案。",
    en: "You have no such place in this evaluation. The attempt is on record.",
  },
  "room.out-of-turn": { zh: "现在不是进行此操作的阶段。", en: "This is not the stage for it." },
  "room.unchanged": { zh: "席位状态没有变化。", en: "The seat has not changed." },
  "room.unknown": { zh: "没有这项评审。", en: "There is no such evaluation." },
  "scoring.asked-already": {
    zh: "您已就本次截止时间提出过时间不够。",
    en: "You have said so already of this deadline.",
  },
  "scoring.deadline-not-later": {
    zh: "截止时间须晚于现在,延长时还须晚于原定时间。",
    en: "A deadline lies in the future, and one that moves lies after the one before.",
  },
  "scoring.extension-due": {
    zh: "超过三分之一的成员认为时间不够,须由主持人延长截止时间后才能结束打分。",
    en: "More than a third of the members say that time is short: the host has to move the deadline first.",
  },
  "scoring.no-deadline": {
    zh: "本次打分没有设定截止时间。",
    en: "No deadline is set for this scoring.",
  },
  "scoring.no-vote": {
    zh: "本评审所用的规则版本没有时间不够的表决。",
    en: "The version of the rules that this tender names knows no vote on time.",
  },
  "intake.bad-witness-key": {
    zh: "外部见证人的公钥格式有误或重复:{key}",
    en: "An outside witness's key is malformed, or there twice: {key}",
  },
  "scoring.frozen": {
    zh: "评分已经冻结,不能再提交或更改。",
    en: "The scores are frozen; nothing more is taken.",
  },
  "scoring.not-frozen": {
    zh: "评分尚未冻结,不能公开。",
    en: "The scores are not frozen yet; they cannot be opened.",
  },
  "scoring.blank": { zh: "有未填的分值:{path}", en: "A mark is missing: {path}" },
  "scoring.commitment": {
    zh: "打开的评分表与提交时的承诺不符。",
    en: "The opened sheet does not match its commitment.",
  },
  "scoring.mark-missing": { zh: "请填写分值。", en: "Enter a mark." },
  "scoring.mark-not-decimal": { zh: "请填写数字,如 17.5。", en: "Enter a number such as 17.5." },
  "scoring.mark-not-pass-or-fail": { zh: "请填写通过或不通过。", en: "Enter pass or fail." },
  "scoring.mark-out-of-range": {
    zh: "分值应在 0 到 {max} 之间。",
    en: "The mark must lie between 0 and {max}.",
  },
  "scoring.no-such-warning": {
    zh: "没有这条提示,或已经说明。",
    en: "There is no such warning, or it has been answered.",
  },
  "scoring.not-all-submitted": {
    zh: "尚有成员未提交评分。",
    en: "Not all members have submitted.",
  },
  "scoring.not-objective": { zh: "该项不是客观评分项。", en: "This is not an objective item." },
  "scoring.not-your-mark": {
    zh: "这条提示须由打分的成员说明。",
    en: "The member who gave the mark must answer.",
  },
  "scoring.recused": {
    zh: "您已对该投标人回避,原评分表作废,请对其余投标重新提交。",
    en: "You are recused from this bid; your sheet is void. Submit one for the others.",
  },
  "scoring.round": {
    zh: "评分表轮次不符,应为第 {due} 轮。",
    en: "The sheet's round is not the one due ({due}).",
  },
  "scoring.sheet-locked": {
    zh: "评分表已经提交并锁定。",
    en: "Your sheet is submitted and locked.",
  },
  "scoring.unchanged": { zh: "更正前后分值相同。", en: "The corrected mark is the same." },
  "scoring.unknown-bid": { zh: "没有这份有效投标。", en: "There is no such valid bid." },
  "scoring.unknown-item": {
    zh: "招标文件没有这一评分项。",
    en: "The tender document has no such item.",
  },
  "scoring.unreadable": { zh: "评分表无法打开。", en: "The sheet cannot be opened." },
  "scoring.wrong-sheet": {
    zh: "评分表不属于该成员、该评审或该轮次。",
    en: "The sheet belongs to another member, evaluation or round.",
  },
  "sealing.broken": {
    zh: "可用的分片不足两份,须重新生成密钥。",
    en: "Fewer than two shares are left; the key has to be made anew.",
  },
  "sealing.copy-lost": {
    zh: "成员没有自己的副本,须重新填写。",
    en: "The member has no copy of the sheet and writes it anew.",
  },
  "sealing.holder-missing": {
    zh: "还有保管方没有登记公钥:{waiting}。",
    en: "Not every holder has named a key: {waiting}.",
  },
  "sealing.key-in-use": {
    zh: "评分表已加密到现有密钥,不能更换。",
    en: "Sheets are sealed to the present key; it cannot be replaced.",
  },
  "sealing.made-already": { zh: "该密钥已经登记。", en: "This key is on record already." },
  "sealing.named-already": { zh: "该公钥已经登记。", en: "This key has been named already." },
  "sealing.no-key": {
    zh: "评分加密密钥尚未生成,请监督人员先行生成。",
    en: "The key of the sheets has not been made yet; the supervisor makes it.",
  },
  "sealing.no-share": { zh: "没有收到分片。", en: "No share came with it." },
  "sealing.not-shared": {
    zh: "本项目的评分密钥不由多方保管。",
    en: "The key of this evaluation's sheets is not held together.",
  },
  "sealing.nothing-held": { zh: "没有已提交的分片。", en: "No share has been handed over." },
  "sealing.readable": {
    zh: "您的评分表可以正常开启,无需重新加密。",
    en: "Your sheet can be opened as it is.",
  },
  "sealing.released-already": {
    zh: "您的分片已经提交。",
    en: "Your share has been handed over already.",
  },
  "sealing.share-lost": { zh: "该分片已声明遗失。", en: "This share has been reported lost." },
  "sealing.shares-missing": {
    zh: "提交的分片不足两份,评分表保持密封。",
    en: "Fewer than two shares have been handed over; the sheets stay sealed.",
  },
  "sealing.wrong-share": {
    zh: "提交的分片与登记的不符,已记录。",
    en: "The share is not the one on record; this has been recorded.",
  },
  "store.unavailable": {
    zh: "存储暂不可用,操作未生效,请稍后重试。",
    en: "The store is unavailable; nothing was done. Try again later.",
  },
  "supervision.alarm-stands": {
    zh: "该情形还在持续,消除后自动解除。",
    en: "This still stands; it goes by itself once it is over.",
  },
  "supervision.answered-already": {
    zh: "该申请已经答复。",
    en: "This request has been answered already.",
  },
  "supervision.approval-needed": {
    zh: "评标室由监督人员锁定,须经监督人员同意后才能恢复。",
    en: "The supervisor locked the room; it resumes once the supervisor has agreed.",
  },
  "supervision.asked-already": {
    zh: "已经申请过,请等待答复。",
    en: "This has been asked for already.",
  },
  "supervision.no-alarm": {
    zh: "没有这条待处理的情形。",
    en: "There is no such alarm.",
  },
  "supervision.no-approval-needed": {
    zh: "此操作无需双人同意。",
    en: "This needs no second person.",
  },
  "supervision.no-request": {
    zh: "没有这项申请。",
    en: "There is no such request.",
  },
  "supervision.not-speaking": {
    zh: "监督人员没有在喊话。",
    en: "The supervisor is not speaking in.",
  },
  "supervision.speaking-already": {
    zh: "监督人员正在喊话。",
    en: "The supervisor is speaking in already.",
  },
  "supervision.not-paused": { zh: "评审没有暂停。", en: "The evaluation is not paused." },
  "supervision.paused": { zh: "评审已暂停,暂不能进行此操作。", en: "The evaluation is paused." },
  "supervision.paused-already": {
    zh: "评审已处于暂停状态。",
    en: "The evaluation is paused already.",
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
  "law.no-substitute": {
    zh: "所用规则不允许他人代为会签({article})。",
    en: "The rules allow no substitute for a witness ({article}).",
  },
  "unsealing.differs": {
    zh: "投标 {bid} 的内容与受理时的承诺不符。",
    en: "Bid {bid} does not match what was received.",
  },
  "unsealing.missing": { zh: "缺少投标 {bid} 的密封内容。", en: "Bid {bid} is missing." },
  "server.fault": {
    zh: "服务器内部错误,操作未生效。编号 {correlation}",
    en: "Internal fault; nothing was done. Reference {correlation}",
  },
};

const unspoken: Bilingual = { zh: "操作未被接受。", en: "The request was not accepted." };

/** The refusal with its text in both languages, ready to be shown. */
export function speak(refusal: Refusal): SpokenRefusal {
  const text = refusalTexts[refusal.code] ?? unspoken;
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => String(refusal.details?.[name] ?? ""));
  const isExplained = refusal.code === "draw.no-valid-panel" && refusal.details !== undefined;
  const more = isExplained ? noPanelText(refusal.details ?? {}) : { zh: "", en: "" };
  return { ...refusal, zh: fill(text.zh + more.zh), en: fill(text.en + more.en) };
}
