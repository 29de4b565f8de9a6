import type { SessionView } from "@yuanping/shared/contracts/http.ts";
import { refusalIn, useEvaluations } from "../../app/api.ts";
import { useCentreNews } from "../../app/centre-news.ts";
import { SignedIn } from "../../app/signed-in.tsx";
import { Page } from "../../components/page.tsx";
import { Empty, Failed, Loading } from "../../components/states.tsx";
import { useWords } from "../../i18n/room/use-words.ts";
import { Wall } from "./wall.tsx";
import { watchedOf } from "./watched.ts";

/** All rooms that the signed-in person watches, at once. */
export function WallPage() {
  return <SignedIn>{(session) => <Watched session={session} />}</SignedIn>;
}

function Watched({ session }: Readonly<{ session: SessionView }>) {
  const words = useWords();
  const list = useEvaluations();
  useCentreNews();
  const rooms = watchedOf(list.data?.evaluations ?? []);
  if (rooms.length > 0) return <Wall rooms={rooms} session={session} />;
  return (
    <Page title={words.wall.title} lead={words.wall.lead}>
      {list.isPending && <Loading rows={5} />}
      {list.isError && <Failed refusal={refusalIn(list.error)} retry={() => void list.refetch()} />}
      {list.data !== undefined && <Empty title={words.wall.empty} text={words.wall.emptyText} />}
    </Page>
  );
}
