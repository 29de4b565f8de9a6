import { QueryClient, useQuery } from "@tanstack/react-query";
import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { HttpApi, type Answer } from "../connection/http.ts";
import { unreadable } from "../connection/own-refusals.ts";
import { sessionKey } from "./person-change.ts";

export const api = new HttpApi();

/** Carries a refusal through code that speaks in exceptions. */
export class RefusalError extends Error {
  override readonly name = "RefusalError";
  readonly refusal: SpokenRefusal;

  constructor(refusal: SpokenRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** The answer's value. @throws RefusalError when there is none. */
export async function valueOf<T>(answer: Promise<Answer<T>>): Promise<T> {
  const settled = await answer;
  if (settled.ok) return settled.value;
  throw new RefusalError(settled.refusal);
}

/** The refusal in an error; a fault of our own counts as unreadable. */
export function refusalIn(error: unknown): SpokenRefusal {
  return error instanceof RefusalError ? error.refusal : unreadable;
}

/** Only what may be different in a moment is asked again. */
function worthAsking(count: number, error: unknown): boolean {
  const { category } = refusalIn(error);
  return count < 2 && (category === "unavailable" || category === "limited");
}

export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: worthAsking, staleTime: 5_000 } },
});

export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: () => valueOf(api.session()),
    staleTime: 60_000,
  });
}

export function useEvaluations() {
  return useQuery({
    queryKey: ["evaluations"],
    queryFn: () => valueOf(api.evaluations()),
    refetchInterval: 15_000,
  });
}

export function useRegistry() {
  return useQuery({ queryKey: ["registry"], queryFn: () => valueOf(api.registry()) });
}

export function useHealth() {
  return useQuery({
    queryKey: ["health"],
    queryFn: () => valueOf(api.health()),
    refetchInterval: ({ state }) =>
      state.status === "success" && state.data?.media.state === "ready" ? 60_000 : 5_000,
  });
}
