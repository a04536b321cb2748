/** A field of which the value is one of some items, or none. */
export function ChoiceField({
  label,
  value,
  items,
  change,
  none,
}: {
  readonly label: string
  readonly value: string
  readonly items: readonly { readonly id: string; readonly name: string }[]
  readonly change: (id: string) => void
  /** What no choice is called; without it one must be chosen. */
  readonly none?: string
}) {
  return (
    <label className="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => change(event.target.value)}>
        {none !== undefined && <option value="">{none}</option>}
        {items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
