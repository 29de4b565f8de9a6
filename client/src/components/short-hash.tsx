/** The two ends of a hash; the whole stands in the title, for copying and comparing. */
export function ShortHash({ value }: Readonly<{ value: string }>) {
  return (
    <code className="mono" title={value}>
      {value.slice(0, 4)}…{value.slice(-4)}
    </code>
  );
}
