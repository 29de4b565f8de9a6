type Letter<Message, Answer> = Readonly<{
  message: Message;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}>;

/** Messages handled together at most. */
const largestBatch = 64;

/**
 * Hands messages to one handler in their order, one batch at a time: whatever arrives while a batch is under way is in
 * the next. The handler answers every message of a batch, in order; when it throws, all of them are rejected.
 */
export class Mailbox<Message, Answer> {
  readonly #handle: (batch: readonly Message[]) => Promise<readonly Answer[]>;
  #letters: Letter<Message, Answer>[] = [];
  #running = false;
  #idle: Promise<void> = Promise.resolve();

  constructor(handle: (batch: readonly Message[]) => Promise<readonly Answer[]>) {
    this.#handle = handle;
  }

  post(message: Message): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#letters.push({ message, resolve, reject });
      if (this.#running) return;
      this.#running = true;
      this.#idle = this.#run();
    });
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    while (this.#running) await this.#idle;
  }

  async #run(): Promise<void> {
    // A turn of the event loop lets messages that arrived together be handled together.
    await Promise.resolve();
    while (this.#letters.length > 0) {
      const batch = this.#letters.slice(0, largestBatch);
      this.#letters = this.#letters.slice(largestBatch);
      try {
        const answers = await this.#handle(batch.map(({ message }) => message));
        for (const [index, { resolve, reject }] of batch.entries()) {
          const answer = answers[index];
          if (answer === undefined) reject(new Error("a message was left unanswered"));
          else resolve(answer);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#running = false;
  }
}
