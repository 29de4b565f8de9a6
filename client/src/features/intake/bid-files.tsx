import { DeleteOutlined, UploadOutlined } from "@ant-design/icons";
import type { BidDocument } from "@yuanping/shared/contracts/tender.ts";
import { Button } from "antd";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { RefusalText } from "../../components/refusal-text.tsx";
import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { ShortHash } from "../../components/short-hash.tsx";
import styles from "./intake-page.module.css";

type Props = Readonly<{
  place: number;
  /** Given by the form. */
  value?: readonly BidDocument[];
  onChange?: (documents: readonly BidDocument[]) => void;
}>;

const mebibyte = 1024 * 1024;

/** The documents of one bid: each is brought to the server at once, and named by its hash. */
export function BidFiles({ place, value = [], onChange }: Props) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<SpokenRefusal>();

  const bring = async (files: readonly File[]): Promise<void> => {
    setBusy(true);
    setRefusal(undefined);
    let documents = value;
    for (const file of files) {
      const kept = await api.keepDocument(file);
      if (!kept.ok) {
        setRefusal(kept.refusal);
        break;
      }
      const document = { name: file.name, ...kept.value };
      documents = [...documents.filter(({ sha256 }) => sha256 !== document.sha256), document];
      onChange?.(documents);
    }
    setBusy(false);
  };

  return (
    <div className={styles["files"]}>
      {value.map(({ name, sha256, size }) => (
        <p key={sha256}>
          <span>{name}</span>
          <span className="quiet small">
            {(size / mebibyte).toFixed(2)} MB · <ShortHash value={sha256} />
          </span>
          <Button
            type="text"
            size="small"
            icon={<DeleteOutlined />}
            aria-label={t("intake.bids.removeFile", { name })}
            onClick={() => onChange?.(value.filter((one) => one.sha256 !== sha256))}
          />
        </p>
      ))}
      {refusal !== undefined && <RefusalText refusal={refusal} title={t("intake.bids.notKept")} />}
      <input
        ref={picker}
        type="file"
        accept="application/pdf,.pdf"
        multiple
        className={styles["picker"]}
        tabIndex={-1}
        aria-label={t("intake.bids.addFileOf", { place })}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          void bring(files);
        }}
      />
      <Button
        size="small"
        icon={<UploadOutlined />}
        loading={busy}
        disabled={value.length >= 50}
        onClick={() => picker.current?.click()}
        aria-label={t("intake.bids.addFileOf", { place })}
      >
        {t("intake.bids.addFile")}
      </Button>
    </div>
  );
}
