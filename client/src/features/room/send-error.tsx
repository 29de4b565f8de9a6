import { Alert } from "antd";

/** Why the last try was refused, said at once to screen readers too. Takes no room while there is nothing to say. */
export function SendError({ text }: Readonly<{ text: string | undefined }>) {
  return (
    <div aria-live="assertive">
      {text !== undefined && <Alert type="error" showIcon title={text} />}
    </div>
  );
}
