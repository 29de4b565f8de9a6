/** What was drawn from each set by the set's name: `K = 0.97; C = 0.3`. */
export function setsSaid(
  drawn: Readonly<Record<string, string>>,
  names: Readonly<Record<string, string>>,
  between: string,
): string {
  return Object.entries(drawn)
    .map(([name, values]) => `${names[name] ?? name} = ${values}`)
    .join(between);
}
