/** What `work` gives, or why it could not: who follows a log over hours tells of a failure and goes on. */
export async function attempt<T extends object>(work: () => Promise<T>): Promise<T | string> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
