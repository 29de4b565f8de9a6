/** Something that lives outside of React for as long as an effect holds it: opened there, read by whoever subscribes. */
export class Held<T> {
  readonly #listeners = new Set<() => void>();
  #value: T | undefined;

  get = (): T | undefined => this.#value;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  put(value: T | undefined): void {
    this.#value = value;
    for (const listener of this.#listeners) listener();
  }
}
