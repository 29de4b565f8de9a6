/**
 * `README.txt`: how an outsider checks the bundle. It is part of the format, so that nobody can hand out a true bundle
 * with false instructions; whoever changes a word of it starts a new format version.
 */
export const bundleReadme = `远评证据包 yuanping-evidence/1

这一个文件装着一次评审的全部记录:每一条事件、由其算出的结果与评标报告、以及对整条记录的签名。
任何人都可以在自己的计算机上核验,无需联网,也无需信任导出它的中心。

用命令核验
  在远评源代码目录中执行:  npm run -s verify -- 本文件.zip
  加上从别处得到的公钥:    npm run -s verify -- 本文件.zip --key 公钥
  退出码 0 表示全部通过,1 表示有一项或多项不符,2 表示文件无法读取。

用手核验
  1. 解压。manifest.json 列出其余每个文件的 SHA-256 和字节数;用 sha256sum 逐一比对。
  2. events.ndjson 每行是一条事件,按 RFC 8785 书写。叶哈希为 SHA-256(00 || 该行,不含换行)。
     每条事件的 prev 是上一行的叶哈希;第一条的 prev 是空树的根,即空串的 SHA-256。
  3. 按 RFC 6962 由叶哈希算出树根:节点为 SHA-256(01 || 左 || 右)。它应等于 manifest.json 的 root。
  4. checkpoint.txt 的三行是:记录名称、事件条数、树根的 base64。其后是 C2SP signed-note 格式的
     Ed25519 签名,签名内容是空行之前的全部文字。公钥见 manifest.json 的 vkey;
     包内的公钥只能说明包内一致,是否可信取决于您从何处另行得到它。keys.txt 若存在,是记录公钥的更换:
     每次由旧公钥和新公钥共同签名,旧公钥签过的检查点仍然有效。
  5. 每张评分表公开后,SHA-256("yuanping/sheet/1" || 00 || nonce || SHA-256(评分表)) 应等于
     公开之前提交的 commitment。投标文件同理,标签为 "yuanping/bid/1"。
  6. transcript.json 是专家抽取的全过程,pool.ndjson 是抽取所用的库,一行一名专家,只有代号。
     三方各自公开的数值逐一散列回其承诺,由它们与冻结的检查点算出密钥,再算出组合总数 N、
     抽中的号码 U 与名单。招标文件规定抽取的系数与工位(numbers)由同一密钥的后续数值算出。
     核验程序照此重做一遍。earlier-draws.ndjson 若存在,每行是一次此前已产生成员、后因故另行抽取的
     抽取(transcript 与 pool)。仅核验抽取:npm run -s verify -- --draw transcript.json --pool pool.ndjson
  7. 每条事件的 cause 记下引起它的命令。核验程序对每条命令重新作出决定,所得事件须逐字节相同。
  8. 见证:policy.txt 载明监督、见证两方的公钥。记录中每条 HeadCosigned 的 note 除记录签名外还须有该方的
     cosignature/v1 签名,其树根须等于由前若干条事件算出的根。每个关口(库已冻结、抽取结果、解封、评分冻结、
     评分公开、报告签署)都须有两方会签,其后的步骤才能进行。contradictions.txt 若存在,是见证方报告的
     互相矛盾的检查点。

签名能证明记录在签名之后未被改动;它不能证明签名者在签名之前没有另造一份。
因此请在评审期间保存或见证检查点(三行文字即可),并与本包中的检查点比对。


Yuanping evidence bundle yuanping-evidence/1

This one file holds the whole record of one evaluation: every event, the result and the report that
follow from them, and a signature over all of it. Anyone can check it on a computer of their own,
offline, without trusting the centre that exported it.

With the command
  in the Yuanping source folder:      npm run -s verify -- THIS-FILE.zip
  with a key obtained elsewhere:      npm run -s verify -- THIS-FILE.zip --key VKEY
  Exit code 0: everything holds. 1: something does not. 2: the file cannot be read.

By hand
  1. Unzip. manifest.json names the SHA-256 and the size of every other file; compare with sha256sum.
  2. Each line of events.ndjson is one event, written as in RFC 8785. Its leaf hash is
     SHA-256(00 || the line without its line end). An event's prev is the leaf hash of the line
     before; the first one's is the root of an empty tree, the SHA-256 of nothing.
  3. Compute the root from the leaf hashes as in RFC 6962: a node is SHA-256(01 || left || right).
     It must be the root in manifest.json.
  4. The three lines of checkpoint.txt are the record's name, the number of events and the root in
     base64. An Ed25519 signature in C2SP signed-note form follows; it covers everything before the
     empty line. The public key is vkey in manifest.json. A key from inside the bundle shows only
     that the bundle agrees with itself: trust in it is as good as the place you have it from.
     keys.txt, where it is there, tells of changes of the log's key: each is signed by the former key and
     by the new one, and what the former has signed still counts.
  5. Once a score sheet is open, SHA-256("yuanping/sheet/1" || 00 || nonce || SHA-256(sheet)) must be
     the commitment submitted before. The same holds for bids, with the label "yuanping/bid/1".
  6. transcript.json is the whole draw of the panel, pool.ndjson the pool it was drawn from, one
     expert a line, under refs. Each party's values hash back to its commitment; they and the frozen
     checkpoint give the key, the key the number U among the N valid panels, and U the panel.
     Coefficients and desks that the tender leaves to the lot (numbers) come from the same key's stream.
     The verifier does all of it again. Each line of earlier-draws.ndjson, where it is there, is a draw
     (transcript and pool) that had seated members before the rest got a draw of their own. The draw alone:
                                      npm run -s verify -- --draw transcript.json --pool pool.ndjson
  7. Every event's cause names the command behind it. The verifier decides each command again and
     must get the same events, byte for byte.
  8. Witnesses: policy.txt names the supervisor's and the witness's keys. The note of each HeadCosigned
     event bears, beside the log's signature, that party's cosignature/v1, and its root is the one of
     so many first events. At each gate (pool frozen, draw result, bids unsealed, scores frozen, scores
     opened, report signed) both have cosigned before the next step. contradictions.txt, where it is
     there, holds heads that a witness reported as contradicting one another.

A signature proves that the record has not changed since it was signed. It does not prove that the
signer made no other record before. So keep or witness checkpoints (three lines of text) during the
evaluation, and compare them with those in this bundle.
`;

/** `README.txt` of a redacted bundle, on the same terms. */
export const redactedReadme = `远评证据包(隐去个人信息) yuanping-evidence-redacted/1

本文件由一个完整的证据包得出,投标人名称、文件名称、专家单位、回避理由和发言以加盐哈希代替,评标报告不附。
含有这些内容的行写作 {"leaf":叶哈希,"shown":可以公开的部分}。叶哈希由树根和签名约束;shown 只是导出者的陈述,
叶哈希不能证明它。其余各行与完整记录逐字节相同。

用命令核验
  在远评源代码目录中执行:  npm run -s verify -- 本文件.zip
  标为“通过”的各项完整成立;“部分”表示仅就公开部分成立;“隐去”表示无从核验。
  要完整核验,请向中心索取完整的证据包:它与本包的树根和签名相同。

某处被隐去的内容:SHA-256("yuanping/withheld/1" || 00 || 盐 || 原文)。知道盐和原文的人可以据此确认。


Yuanping evidence bundle, personal data withheld   yuanping-evidence-redacted/1

This file was made from a whole evidence bundle. Names of bidders and documents, employers, grounds of
conflicts of interest and talk are salted hashes; the report is left out. A line that held any of them
reads {"leaf": its leaf hash, "shown": what may be shown}. Root and signatures bind the leaf hash; what
is shown is the exporter's word, and the leaf hash does not prove it. All other lines are those of the
whole record, byte for byte.

With the command
  in the Yuanping source folder:      npm run -s verify -- THIS-FILE.zip
  A check marked ok holds in full. "In part": for what is shown. "Withheld": it could not be made.
  To check everything, ask the centre for the whole bundle: it has the same root and signatures.

A withheld text is SHA-256("yuanping/withheld/1" || 00 || salt || text). Whoever is told salt and text
can see that it is the one.
`;
