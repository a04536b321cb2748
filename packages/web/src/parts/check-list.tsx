/** Several of some items, each chosen or not. `change` is given those that are. */
export function CheckList<Id extends string>({
  legend,
  items,
  chosen,
  change,
  className = '',
  isLegendHidden = false,
}: {
  readonly legend: string
  readonly items: readonly { readonly id: Id; readonly name: string }[]
  readonly chosen: readonly Id[]
  readonly change: (chosen: readonly Id[]) => void
  readonly className?: string
  /** Where what is chosen is said beside it already. */
  readonly isLegendHidden?: boolean
}) {
  return (
    <fieldset className={`roles ${className}`}>
      <legend className={isLegendHidden ? 'hidden' : undefined}>{legend}</legend>
      {items.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            onChange={(event) =>
              change(event.target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
            }
          />
          <span>{name}</span>
        </label>
      ))}
    </fieldset>
  )
}
