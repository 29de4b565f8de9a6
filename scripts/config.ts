import { parseArgs } from "node:util";
import { readConfig } from "../server/src/config.ts";
import { settingsTable } from "../server/src/config-table.ts";

const usage = `npm run -s config [-- --check]

Prints every setting as a table, as its schema has it.
  --check  reads the settings of this environment instead, and names every one that is wrong; starts nothing
Exit 0, 2 when a setting is wrong.`;

const { values } = parseArgs({
  options: {
    check: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(`${usage}\n`);
else if (values.check) process.exitCode = check();
else process.stdout.write(settingsTable());

function check(): number {
  try {
    readConfig(process.env);
    process.stdout.write("the settings can be read\n");
    return 0;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}
