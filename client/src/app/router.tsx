import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from "@tanstack/react-router";
import { Broken, Missing } from "./dead-ends.tsx";
import { Frame } from "./frame.tsx";

const root = createRootRoute({
  component: Frame,
  notFoundComponent: Missing,
  errorComponent: Broken,
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  // Only a path of our own may be gone to after signing in.
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const { next } = search;
    return typeof next === "string" && /^\/(?!\/)/.test(next) ? { next } : {};
  },
  component: lazyRouteComponent(() => import("../features/sign-in/sign-in-page.tsx"), "SignInPage"),
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: lazyRouteComponent(() => import("../features/home/home-page.tsx"), "HomePage"),
});

const intake = createRoute({
  getParentRoute: () => root,
  path: "/intake",
  component: lazyRouteComponent(() => import("../features/intake/intake-page.tsx"), "IntakePage"),
});

const evaluation = createRoute({
  getParentRoute: () => root,
  path: "/evaluation/$id",
  component: lazyRouteComponent(() => import("./evaluation-page.tsx"), "EvaluationPage"),
});

const wall = createRoute({
  getParentRoute: () => root,
  path: "/wall",
  component: lazyRouteComponent(() => import("../features/wall/wall-page.tsx"), "WallPage"),
});

const trail = createRoute({
  getParentRoute: () => root,
  path: "/evaluation/$id/trail",
  component: lazyRouteComponent(() => import("../features/trail/trail-page.tsx"), "TrailPage"),
});

const recording = createRoute({
  getParentRoute: () => root,
  path: "/evaluation/$id/recording",
  component: lazyRouteComponent(() => import("../features/player/player-page.tsx"), "PlayerPage"),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: "/verify",
  component: lazyRouteComponent(() => import("../features/verify/verify-page.tsx"), "VerifyPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([signIn, home, intake, evaluation, wall, trail, recording, verify]),
  defaultPreload: "intent",
  defaultErrorComponent: Broken,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
