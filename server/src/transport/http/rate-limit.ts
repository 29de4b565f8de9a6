import type { RequestHandler } from "express";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { fullBucket, takeToken, type TokenBucket } from "../../media/token-bucket.ts";
import { sendRefusal } from "./refusing.ts";

/** Addresses remembered at most; the one that has been quiet longest is forgotten first. */
const addressesHeld = 10_000;

/** Lets each address send `burst` requests at once, then `perSecond` of them, and refuses the others with 429. */
export function rateLimit(burst: number, perSecond: number): RequestHandler {
  const buckets = new Map<string, TokenBucket>();
  return (request, response, next) => {
    const now = performance.now();
    const address = request.ip ?? "";
    const before = buckets.get(address) ?? fullBucket(burst, perSecond, now);
    const { allowed, bucket } = takeToken(before, now);
    buckets.delete(address);
    buckets.set(address, bucket);
    const [quietest] = buckets.keys();
    if (buckets.size > addressesHeld && quietest !== undefined) buckets.delete(quietest);
    if (allowed) next();
    else sendRefusal(response, refuse("limited", "message.too-many"));
  };
}
