/** Made-up people of the demo centre. Any likeness to a real person is chance. */

/** Sixty-four experts: mostly two to four characters, and some long names that a screen must have room for. */
export const expertNames: readonly string[] = [
  ..."陈国栋 李雪梅 王建军 张晓燕 刘志强 赵丽华 黄文斌 周海涛 吴秀英 徐明远 孙慧 胡志刚 朱琳 高峰 林婉清 何俊杰".split(
    " ",
  ),
  ..."郭永康 马晓东 罗玉兰 梁思远 宋佳 郑伟民 谢芳 韩冬 唐小川 冯德全 于洋 董雅琴 萧然 程开甲 曹静怡 袁野".split(
    " ",
  ),
  ..."邓春霞 许鹏飞 傅明 沈若兰 曾庆国 彭玉珍 吕方 苏子墨 卢志远 蒋欣怡 蔡东升 贾敏 丁立新 魏红 薛松涛 叶知秋".split(
    " ",
  ),
  ..."欧阳海波 司马静 诸葛云飞 上官婉如 阿依古丽·买买提 扎西次仁·多吉 吉克阿木·拉龙 沙马尔古·依伙".split(
    " ",
  ),
  ..."杜鹃 钟毅 田野 任重 范文博 石磊 姚思琪 谭晓峰".split(" "),
];

export const regions: readonly string[] = ["成都", "绵阳", "德阳", "宜宾", "南充"];

export const specialties: readonly string[] = ["cost", "it", "law", "construction", "medical"];

const EMPLOYER_KINDS: readonly string[] = [
  "工程造价咨询有限公司",
  "信息技术研究院",
  "律师事务所",
  "建筑设计研究院",
  "第一人民医院",
  "职业技术学院",
];

/** Six organisations in each of the five regions: thirty in all. */
export const employers: readonly Readonly<{ region: string; name: string }>[] = regions.flatMap(
  (region) => EMPLOYER_KINDS.map((kind) => ({ region, name: `${region}${kind}` })),
);
