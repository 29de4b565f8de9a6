import type { EvaluationSummary, SessionView } from "@yuanping/shared/contracts/http.ts";
import { Button, Segmented } from "antd";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { showRoom } from "../../app/room-line.ts";
import { HeadWitness } from "../../connection/head-witness.ts";
import { HttpApi } from "../../connection/http.ts";
import { openRoom, type RoomConnection } from "../../connection/room-connection.ts";
import { SeatWitness } from "../../connection/seat-witness.ts";
import { useWords } from "../../i18n/room/use-words.ts";
import { RoomScreen } from "../room/room-screen.tsx";
import { Tabs } from "../room/tabs.tsx";
import { useNarrow } from "../room/use-narrow.ts";
import { alarmedElsewhere } from "./alarmed-elsewhere.ts";
import { RoomTile } from "./room-tile.tsx";
import { useMinute } from "./use-minute.ts";
import { WallFeed } from "./wall-feed.tsx";
import { WallLines, type WallRoom } from "./wall-lines.ts";
import look from "./wall.module.css";

const grids = [1, 4, 9, 16, 25] as const;
/** As many rooms as the largest grid shows have a line at once. */
const mostRooms = 25;

type WallProps = Readonly<{ rooms: readonly EvaluationSummary[]; session: SessionView }>;

/** The wall: rooms in a grid, their logs as one beside them; a room opens in place, and Escape leads back. */
export function Wall({ rooms, session }: WallProps) {
  const words = useWords();
  const shown = rooms.slice(0, mostRooms).map(({ evaluation }) => evaluation);
  const lines = useWallLines(shown);
  const [open, setOpen] = useState<string>();
  const [grid, setGrid] = useState<number>(() => gridFor(shown.length));
  const [page, setPage] = useState(0);
  const narrow = useNarrow();
  const [tab, setTab] = useState("rooms");
  const now = useMinute();
  const entered = lines.find(({ evaluation }) => evaluation === open);
  if (entered !== undefined) {
    return <Entered room={entered} session={session} leave={() => setOpen(undefined)} />;
  }
  // A phone scrolls through all of them.
  const most = narrow ? mostRooms : grid;
  const pages = Math.max(1, Math.ceil(lines.length / most));
  const here = Math.min(page, pages - 1);
  const elsewhere = alarmedElsewhere(lines.map(isGrave), most, here);
  const tiles = (
    <section className={look["rooms"]} aria-labelledby="wall">
      <header className={look["heading"]}>
        <div>
          <h1 id="wall">{words.wall.title}</h1>
          <p className={look["soft"]}>{words.wall.lead}</p>
        </div>
        {!narrow && (
          <Segmented<number>
            aria-label={words.wall.grid}
            value={grid}
            options={grids.map((value) => ({ value, label: words.wall.grids(value) }))}
            onChange={setGrid}
          />
        )}
      </header>
      <ul className={look["grid"]} data-grid={narrow ? 1 : grid}>
        {lines.slice(here * most, (here + 1) * most).map((room) => (
          <RoomTile
            key={room.evaluation}
            room={room}
            session={session}
            words={words}
            now={now}
            open={setOpen}
          />
        ))}
      </ul>
      {pages > 1 && (
        <nav className={look["pages"]} aria-label={words.wall.page(here + 1, pages)}>
          <Button disabled={here === 0} onClick={() => setPage(here - 1)}>
            {words.wall.previous}
          </Button>
          <span>{words.wall.page(here + 1, pages)}</span>
          <Button disabled={here === pages - 1} onClick={() => setPage(here + 1)}>
            {words.wall.next}
          </Button>
          {elsewhere.length > 0 && (
            <Button danger onClick={() => setPage(elsewhere[0] ?? here)}>
              !! {words.wall.elsewhere(elsewhere.length)}
            </Button>
          )}
        </nav>
      )}
      {rooms.length > mostRooms && (
        <p className={look["soft"]}>{words.wall.more(rooms.length - mostRooms)}</p>
      )}
    </section>
  );
  const feed = <WallFeed rooms={lines} words={words} />;
  if (!narrow) {
    return (
      <div className={look["wall"]}>
        {tiles}
        <aside className={look["side"]}>{feed}</aside>
      </div>
    );
  }
  return (
    <div className={look["narrow"]}>
      <Tabs
        label={words.wall.title}
        active={tab}
        choose={setTab}
        tabs={[
          { id: "rooms", label: words.wall.rooms, content: tiles },
          { id: "feed", label: words.wall.show, content: feed },
        ]}
      />
    </div>
  );
}

/** One room as if one had gone there, under a way back. */
function Entered({
  room,
  session,
  leave,
}: Readonly<{ room: WallRoom; session: SessionView; leave: () => void }>) {
  const words = useWords();
  const { connection } = room;
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => showRoom(connection), [connection]);
  useEffect(() => back.current?.focus(), []);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      // A dialog, or what is being typed in one, has Escape for itself.
      const busy = document.querySelector('[role="dialog"]') !== null;
      if (event.key === "Escape" && !event.defaultPrevented && !busy) leave();
    };
    window.addEventListener("keydown", press, { capture: true });
    return () => window.removeEventListener("keydown", press, { capture: true });
  }, [leave]);
  useEffect(
    () => () => {
      // Back to where one came from, once the wall is there again.
      const place = `room-${room.evaluation}`;
      setTimeout(() => document.getElementById(place)?.focus());
    },
    [room.evaluation],
  );
  return (
    <div className={look["entered"]}>
      <p className={look["way"]}>
        <Button ref={back} type="text" onClick={leave}>
          ← {words.wall.back}
        </Button>
        <kbd>{words.wall.backHint}</kbd>
      </p>
      <RoomScreen connection={connection} session={session} />
    </div>
  );
}

/** A line to each of these rooms for as long as the wall is on screen. */
function useWallLines(evaluations: readonly string[]): readonly WallRoom[] {
  const [lines] = useState(
    () =>
      new WallLines(
        (evaluation) =>
          openRoom({
            url: window.location.origin,
            evaluation,
            // Browsers open few connections at once to one host; a waiting request for each room would use them up.
            socketOptions: { transports: ["websocket"] },
          }),
        cosign,
      ),
  );
  const wanted = evaluations.join(" ");
  useEffect(() => lines.watch(wanted === "" ? [] : wanted.split(" ")), [lines, wanted]);
  useEffect(() => () => lines.close(), [lines]);
  return useSyncExternalStore(lines.subscribe, lines.getSnapshot);
}

/** No room waits at a gate because the one who has to cosign looks at another room, or at all of them. */
function cosign(connection: RoomConnection): () => void {
  const witness = new HeadWitness({
    store: localStorage,
    routes: new HttpApi(),
    now: () => connection.now(),
  });
  return new SeatWitness(connection, witness, connection.evaluation).start();
}

function isGrave({ state }: WallRoom): boolean {
  return state.view?.alarms?.some(({ severity }) => severity === "bad") ?? false;
}

function gridFor(rooms: number): number {
  return grids.find((grid) => grid >= rooms) ?? mostRooms;
}
