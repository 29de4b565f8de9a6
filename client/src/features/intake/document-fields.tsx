import { FileOutlined } from "@ant-design/icons";
import { hex } from "@yuanping/shared/tlog/index.ts";
import { Button, Form, Input, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ShortHash } from "../../components/short-hash.tsx";
import styles from "./intake-page.module.css";
import { needed } from "./rules.ts";

/** 招标文件: the criteria that it states, to which the items are held, and which file that was. */
export function DocumentFields() {
  const { t } = useTranslation();
  return (
    <div className={styles["fields"]}>
      <Form.Item
        name="criteria"
        label={t("intake.document.criteria")}
        extra={t("intake.document.hint")}
        rules={[needed(t)]}
      >
        <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} />
      </Form.Item>
      <Form.Item
        name="documentHash"
        label={t("intake.document.file")}
        extra={t("intake.document.fileHint")}
      >
        <DocumentFile />
      </Form.Item>
    </div>
  );
}

/** Takes the fingerprint of a file; the file itself stays where it is. */
function DocumentFile({
  value,
  onChange,
}: Readonly<{ value?: string; onChange?: (hash: string | undefined) => void }>) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  const take = (file: Blob): void => {
    setFailed(false);
    digestOf(file).then(onChange, () => {
      onChange?.(undefined);
      setFailed(true);
    });
  };
  return (
    <div className={styles["document"]}>
      <Upload
        showUploadList={false}
        beforeUpload={(file) => {
          take(file);
          return false;
        }}
      >
        <Button icon={<FileOutlined />}>{t("intake.document.choose")}</Button>
      </Upload>
      <span role="status">
        {failed ? t("intake.document.unreadable") : value && <ShortHash value={value} />}
      </span>
    </div>
  );
}

async function digestOf(file: Blob): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer())));
}
