import { Link, useNavigate } from "@tanstack/react-router";
import type { RegistryView, SessionView } from "@yuanping/shared/contracts/http.ts";
import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { Button, Form } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, queryClient, refusalIn, useRegistry } from "../../app/api.ts";
import { SignedIn } from "../../app/signed-in.tsx";
import { Page } from "../../components/page.tsx";
import { RefusalText } from "../../components/refusal-text.tsx";
import { Failed, Loading } from "../../components/states.tsx";
import { BiddersSection } from "./bidders-section.tsx";
import { emptyForm, readForm, type FieldPath, type IntakeForm } from "./intake-form.ts";
import styles from "./intake-page.module.css";
import { InvitationsSection } from "./invitations-section.tsx";
import { MethodSection } from "./method-section.tsx";
import { OfficesSection } from "./offices-section.tsx";
import { PanelSection } from "./panel-section.tsx";
import { TenderSection } from "./tender-section.tsx";
import { WitnessingSection } from "./witnessing-section.tsx";

/** 受理: opens a tender. */
export function IntakePage() {
  return <SignedIn>{(session) => <Intake session={session} />}</SignedIn>;
}

function Intake({ session }: Readonly<{ session: SessionView }>) {
  const { t } = useTranslation();
  const registry = useRegistry();
  return (
    <Page
      title={t("intake.title")}
      lead={t("intake.lead")}
      width="form"
      aside={<Link to="/">{t("intake.back")}</Link>}
    >
      {registry.isPending && <Loading rows={8} />}
      {registry.isError && (
        <Failed refusal={refusalIn(registry.error)} retry={() => void registry.refetch()} />
      )}
      {registry.data !== undefined && <IntakeForms registry={registry.data} me={session.user.id} />}
    </Page>
  );
}

/** Pointed at by the form when a field of this name is not acceptable. */
const atField = (fields: readonly FieldPath[], error: string) =>
  fields.map((name) => ({ name: [...name], errors: [error] }));

function IntakeForms({ registry, me }: Readonly<{ registry: RegistryView; me: string }>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // Untyped: the fields to point at come from the contract's paths, not from the form's own type.
  const [form] = Form.useForm();
  const [busy, setBusy] = useState(false);
  const [faults, setFaults] = useState(0);
  const [refusal, setRefusal] = useState<SpokenRefusal>();
  const initial = useMemo(() => emptyForm(registry), [registry]);

  const submit = async (values: IntakeForm) => {
    setRefusal(undefined);
    setFaults(0);
    const reading = readForm(values);
    if (!reading.ok) {
      form.setFields(atField(reading.fields, t("intake.wrong")));
      setFaults(reading.fields.length);
      const [first] = reading.fields;
      if (first !== undefined) form.scrollToField([...first], { block: "center", focus: true });
      return;
    }
    setBusy(true);
    const answer = await api.openTender(reading.intake);
    setBusy(false);
    if (!answer.ok) {
      setRefusal(answer.refusal);
      return;
    }
    await queryClient.invalidateQueries({ queryKey: ["evaluations"] });
    await navigate({ to: "/evaluation/$id", params: { id: answer.value.evaluation } });
  };

  return (
    <Form<IntakeForm>
      form={form}
      layout="vertical"
      initialValues={initial}
      disabled={busy}
      requiredMark={false}
      scrollToFirstError={{ block: "center", focus: true }}
      onFinish={(values) => void submit(values)}
      onFinishFailed={({ errorFields }) => setFaults(errorFields.length)}
      onValuesChange={() => setFaults(0)}
    >
      <TenderSection />
      <MethodSection />
      <BiddersSection />
      <PanelSection registry={registry} />
      <InvitationsSection />
      <OfficesSection registry={registry} me={me} />
      <WitnessingSection />
      <footer className={styles["end"]}>
        {refusal !== undefined && <RefusalText refusal={refusal} title={t("intake.refused")} />}
        <div className={styles["submit"]}>
          <p className={faults > 0 ? styles["faults"] : "quiet"} role="status">
            {faults > 0 ? t("intake.faults", { count: faults }) : t("intake.lead")}
          </p>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t("intake.submit")}
          </Button>
        </div>
      </footer>
    </Form>
  );
}
