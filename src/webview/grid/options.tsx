/** What a list offers, each by its value and what one reads. */
export type Choices = readonly (readonly [value: string, label: string])[];

export function Options({ of }: { of: Choices }) {
  return (
    <>
      {of.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  );
}
