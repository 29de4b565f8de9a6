import { DownOutlined } from "@ant-design/icons";
import { useNavigate } from "@tanstack/react-router";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { Button, Dropdown } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { forgetDraftKey } from "../connection/draft-key.ts";
import { usePreferences } from "../theme/preferences.ts";
import { api, queryClient, useSession } from "./api.ts";
import styles from "./frame.module.css";
import { PasswordDialog } from "./password-dialog.tsx";
import { changePerson } from "./person-change.ts";

/** Who I am here, how it looks, and the way out. Nothing for those who are not signed in. */
export function MeMenu({ view }: Readonly<{ view: EvaluationView | undefined }>) {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const { mode, chooseMode } = usePreferences();
  const [changing, setChanging] = useState(false);
  if (session.data === undefined || session.isError) return undefined;

  const { name } = session.data.user;
  const as = view === undefined ? undefined : t(`role.${view.me.role}`);
  const code = view?.me.code;
  const label = code === undefined ? as : t("member.coded", { code });

  const signOut = async () => {
    await api.signOut();
    forgetDraftKey(sessionStorage);
    await navigate({ to: "/sign-in" });
    await changePerson(queryClient);
  };

  const menu = (
    <Dropdown
      trigger={["click"]}
      menu={{
        selectable: true,
        selectedKeys: [mode],
        items: [
          {
            type: "group",
            label: t("frame.mode.label"),
            children: (["light", "dark", "auto"] as const).map((choice) => ({
              key: choice,
              label: t(`frame.mode.${choice}`),
              onClick: () => chooseMode(choice),
            })),
          },
          { type: "divider" },
          {
            key: "password",
            label: t("frame.password.open"),
            onClick: ({ domEvent }) => {
              // The key that chose it must not go on to the form, which would be sent empty.
              domEvent.preventDefault();
              setChanging(true);
            },
          },
          { key: "sign-out", label: t("frame.signOut"), onClick: () => void signOut() },
        ],
      }}
    >
      <Button type="text" className={styles["me"] ?? ""}>
        <span className={styles["who"]}>
          <span className={styles["meName"]}>{t("frame.me", { name })}</span>
          {label !== undefined && (
            <span className={styles["meAs"]}>{t("frame.meAs", { as: label })}</span>
          )}
        </span>
        <DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
  return (
    <>
      {menu}
      {changing && <PasswordDialog user={session.data.user} close={() => setChanging(false)} />}
    </>
  );
}
