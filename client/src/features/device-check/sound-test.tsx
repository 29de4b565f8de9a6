import { Button } from "antd";
import { useState } from "react";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { playTestSound } from "./test-sound.ts";

/** Plays a sound, and asks whether it was heard: nobody but the person can tell. */
export function SoundTest({ said }: Readonly<{ said: (heard: boolean) => void }>) {
  const { words } = useRoom();
  const [playing, setPlaying] = useState(false);
  const [played, setPlayed] = useState(false);
  const test = async () => {
    setPlaying(true);
    await playTestSound();
    setPlaying(false);
    setPlayed(true);
  };
  return (
    <>
      <Button disabled={playing} onClick={() => void test()}>
        {playing ? words.check.testPlaying : words.check.test}
      </Button>
      {played && (
        <div className={styles["buttons"]} role="group" aria-label={words.check.heardQuestion}>
          <span>{words.check.heardQuestion}</span>
          <Button size="small" onClick={() => said(true)}>
            {words.check.heardYes}
          </Button>
          <Button size="small" onClick={() => said(false)}>
            {words.check.heardNo}
          </Button>
        </div>
      )}
    </>
  );
}
