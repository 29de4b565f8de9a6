import { spokenRefusalSchema } from "@yuanping/shared/contracts/refusal.ts";

export type Answer = Readonly<{ status: number; text: string; headers: Headers }>;

/** What a server answers to a GET. */
export async function answerTo(address: string, cookie?: string): Promise<Answer> {
  const headers = cookie === undefined ? {} : { cookie };
  const response = await fetch(address, { headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** The code of a refusal's body. */
export function codeIn(text: string): string {
  return spokenRefusalSchema.parse(JSON.parse(text)).code;
}
