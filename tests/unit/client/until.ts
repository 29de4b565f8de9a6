type Observable<S> = Readonly<{
  subscribe: (listener: () => void) => () => void;
  getSnapshot: () => S;
}>;

/** Waits, without a clock of its own, until the observed state is as wanted. */
export function until<S>(observed: Observable<S>, wanted: (state: S) => boolean): Promise<S> {
  return new Promise((resolve) => {
    let stop: () => void = () => undefined;
    const look = () => {
      const state = observed.getSnapshot();
      if (!wanted(state)) return;
      stop();
      resolve(state);
    };
    stop = observed.subscribe(look);
    look();
  });
}
