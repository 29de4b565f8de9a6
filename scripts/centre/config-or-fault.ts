import { readConfig, type Config } from "../../server/src/config.ts";

/** The server's settings from the environment; undefined when they cannot be used, which `say` is told. */
export function configOrFault(say: (fault: unknown) => void): Config | undefined {
  try {
    return readConfig(process.env);
  } catch (error) {
    say(error);
    return undefined;
  }
}
