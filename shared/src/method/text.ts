/** One sentence in both languages of the house. */
export type BilingualText = { readonly zh: string; readonly en: string };
export type Language = keyof BilingualText;
