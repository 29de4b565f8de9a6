import { HttpApi } from "../../client/src/connection/http.ts";

/** A worker that must be compiled takes minutes. */
const patience = 20 * 60_000;

/** Waits until the server has media, telling how far it has come. Rejects with the reason when there will be none. */
export async function mediaReady(url: string, say: (text: string) => void): Promise<void> {
  const http = new HttpApi({ url });
  const deadline = Date.now() + patience;
  let told = "";
  while (Date.now() < deadline) {
    const health = await http.health();
    const media = health.ok ? health.value.media : undefined;
    if (media?.state === "ready") return;
    if (media?.state === "unavailable") throw new Error(media.text ?? "media is unavailable");
    const text = media?.text ?? "media is being prepared";
    if (text !== told) say(text);
    told = text;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("media did not become ready");
}
