import type { SessionView } from "@yuanping/shared/contracts/http.ts";
import { sessionViewSchema } from "@yuanping/shared/contracts/http.ts";
import { spokenRefusalSchema } from "@yuanping/shared/contracts/refusal.ts";
import { HttpApi } from "../../client/src/connection/http.ts";

/** Someone who is signed in: their HTTP interface, and the cookie for their sockets. */
export type Account = Readonly<{
  login: string;
  password: string;
  url: string;
  cookie: string;
  session: SessionView;
  http: HttpApi;
}>;

/** Signs in by the public interface, as a browser does. Rejects with the refusal's text. */
export async function signIn(url: string, login: string, password: string): Promise<Account> {
  const response = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login, password }),
  });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${login}: ${spokenRefusalSchema.parse(body).en}`);
  const [cookie] = (response.headers.get("set-cookie") ?? "").split(";");
  if (cookie === undefined || cookie === "") throw new Error(`${login} was given no cookie`);
  return {
    login,
    password,
    url,
    cookie,
    session: sessionViewSchema.parse(body),
    http: new HttpApi({ url, headers: { cookie } }),
  };
}
