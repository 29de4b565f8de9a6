import { useMemo, useState } from "react";
import { BidsPanel } from "../room/bids-panel.tsx";
import { useRoom } from "../room/room-context.ts";
import { DocumentReader } from "./document-reader.tsx";
import { ReadingContext, type Reading, type ReadingDesk } from "./reading-context.ts";

/** The bids, and in their place the document that is read. For those who watch, and have no sheet to read it beside. */
export function BidsOrReader() {
  const { view } = useRoom();
  const [reading, setReading] = useState<Reading>();
  const isReadable = view.bids?.some(({ id }) => id === reading?.bid) ?? false;
  const desk = useMemo<ReadingDesk>(() => ({ reading: undefined, read: setReading }), []);
  if (reading !== undefined && isReadable) {
    return <DocumentReader reading={reading} close={() => setReading(undefined)} />;
  }
  return (
    <ReadingContext.Provider value={desk}>
      <BidsPanel />
    </ReadingContext.Provider>
  );
}
