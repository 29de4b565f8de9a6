import { useEffect, useState } from "react";
import { tryLoopback } from "../../media/loopback.ts";

/** Whether this browser can send and receive; undefined while that is being tried. */
export function useLoopback(): boolean | undefined {
  const [works, setWorks] = useState<boolean>();
  useEffect(() => {
    let isWanted = true;
    void tryLoopback().then((found) => isWanted && setWorks(found));
    return () => {
      isWanted = false;
    };
  }, []);
  return works;
}
