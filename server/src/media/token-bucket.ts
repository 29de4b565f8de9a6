/** A token bucket: `burst` messages at once, then `perSecond` of them. Pure; times in milliseconds of any one clock. */
export type TokenBucket = Readonly<{
  tokens: number;
  at: number;
  burst: number;
  perSecond: number;
}>;

export function fullBucket(burst: number, perSecond: number, now: number): TokenBucket {
  return { tokens: burst, at: now, burst, perSecond };
}

/** Takes `cost` tokens, or none if there are not so many; the bucket that remains must be kept either way. */
export function takeToken(
  bucket: TokenBucket,
  now: number,
  cost = 1,
): Readonly<{ allowed: boolean; bucket: TokenBucket }> {
  const refilled = bucket.tokens + (Math.max(0, now - bucket.at) * bucket.perSecond) / 1000;
  const tokens = Math.min(bucket.burst, refilled);
  if (tokens < cost) return { allowed: false, bucket: { ...bucket, tokens, at: now } };
  return { allowed: true, bucket: { ...bucket, tokens: tokens - cost, at: now } };
}
