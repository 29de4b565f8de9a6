import type { Experts } from "../registry/experts.ts";
import type { People } from "../registry/people.ts";

export type Contact = Readonly<{ mail: string | undefined; phone: string | undefined }>;

/** Where a member of an evaluation can be reached, looked up when it is needed and kept nowhere else. */
export type Contacts = Readonly<{
  of(evaluation: string, member: string): Promise<Contact>;
}>;

export function openContacts(people: People, experts: Experts): Contacts {
  return {
    async of(evaluation, member) {
      const person = await people.byRef(evaluation, member);
      const expert = person && (await experts.byId(person.userId));
      return { mail: expert?.mail, phone: expert?.phone };
    },
  };
}
