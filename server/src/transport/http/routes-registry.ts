import { Router } from "express";
import type { RegistryView } from "@yuanping/shared/contracts/http.ts";
import type { Experts } from "../../registry/experts.ts";
import { handling } from "./refusing.ts";
import { requireAgency, type SessionSources } from "./routes-session.ts";

export type RegistrySources = SessionSources & Readonly<{ experts: Experts }>;

/** `GET /api/registry`: officers to choose from, and how many experts there are; never who they are. */
export function registryRoutes(sources: RegistrySources): Router {
  const router = Router();
  router.get(
    "/",
    handling(async (request, response) => {
      if ((await requireAgency(request, response, sources)) === undefined) return;
      response.json(await registryView(sources));
    }),
  );
  return router;
}

async function registryView({ users, experts }: RegistrySources): Promise<RegistryView> {
  const officers = new Map<string, RegistryView["officers"][number]>();
  for (const office of ["host", "supervisor", "witness"] as const) {
    for (const { id, name, offices } of await users.withOffice(office)) {
      officers.set(id, { id, name, offices: offices.filter((held) => held !== "expert") });
    }
  }
  const specialties = new Map<string, number>();
  const regions = new Map<string, number>();
  for (const expert of await experts.list()) {
    for (const specialty of expert.specialties) count(specialties, specialty);
    count(regions, expert.region);
  }
  return {
    officers: [...officers.values()],
    specialties: listed(specialties),
    regions: listed(regions),
  };
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function listed(counts: ReadonlyMap<string, number>): { id: string; experts: number }[] {
  return [...counts]
    .map(([id, experts]) => ({ id, experts }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
