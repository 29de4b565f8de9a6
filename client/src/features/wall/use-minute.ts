import { useEffect, useState } from "react";

const often = 10_000;

/** The page's clock in milliseconds, precise enough for minutes. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), often);
    return () => clearInterval(timer);
  }, []);
  return now;
}
