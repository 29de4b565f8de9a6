import type { RefusalCategory, SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";

const own = (category: RefusalCategory, code: string, zh: string, en: string): SpokenRefusal => ({
  category,
  code,
  zh,
  en,
});

/** What this side says by itself, where no answer came or none that can be understood. */
export const offline = own(
  "unavailable",
  "connection.offline",
  "网络已断开,内容保存在本机,恢复后自动同步。",
  "You are offline. Your work is kept on this machine and will be sent when you are back.",
);

export const unanswered = own(
  "unavailable",
  "connection.unanswered",
  "服务器没有应答,请检查网络后重试。",
  "The server did not answer. Check your network and try again.",
);

export const unreadable = own(
  "internal",
  "connection.unreadable",
  "服务器的应答无法识别,请刷新页面;如仍出现,请联系技术支持。",
  "The server's answer could not be understood. Reload the page; if it happens again, call support.",
);

export const closed = own(
  "unavailable",
  "connection.closed",
  "页面已离开评标室,操作未确认。",
  "You have left the room; this was not confirmed.",
);

/** A newer window of the same person took the seat over; the server words it. */
export function replaced(texts: Readonly<{ zh: string; en: string }>): SpokenRefusal {
  return own("conflict", "connection.replaced", texts.zh, texts.en);
}
