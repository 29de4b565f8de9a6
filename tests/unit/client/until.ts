type Observable<S> = Readonly<{
  subscribe: (listener: () => void) => () => void;
  getSnapshot: () => S;
}>;

/** Waits, without a clock of its own, until the observed state is as wanted. */
export function until<S>(observed: Observable<S>, wanted: (state: S) => boolean): Promise<S> {
  const { promise, resolve } = Promise.withResolvers<S>();
  const look = () => {
    const state = observed.getSnapshot();
    if (wanted(state)) resolve(state);
  };
  const stop = observed.subscribe(look);
  look();
  return promise.finally(stop);
}
