/** A track that shows or sounds like nobody, and how to end it; the track that went in belongs to the caller. */
export type Disguised = Readonly<{ track: MediaStreamTrack; stop: () => void }>;
