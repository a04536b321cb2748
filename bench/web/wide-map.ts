/** A strategy file of so many objectives in four perspectives, each thought to lead to two of the perspective above. */
export function wideMap(count: number): string {
  const perspectives = ['learning', 'internal', 'customer', 'financial']
  const each = Math.ceil(count / perspectives.length)
  const id = (band: number, at: number) => `${perspectives[band]}-${at % each}`
  const lines = ['organisation: { name: Wide }', 'perspectives:']
  for (const name of perspectives.toReversed()) lines.push(`  ${name}: { name: ${name} }`)
  lines.push('objectives:')
  for (let at = 0; at < count; at++) {
    const band = Math.floor(at / each)
    lines.push(
      `  ${id(band, at)}: { name: Objective ${at} of the ${perspectives[band]}, perspective: ${perspectives[band]} }`,
    )
  }
  lines.push('causal-links:')
  for (let at = 0; at < count; at++) {
    const band = Math.floor(at / each)
    if (band === 3) continue
    for (const step of [0, 7])
      lines.push(`  - { from: ${id(band, at)}, to: ${id(band + 1, at + step)}, lag: 1 quarter }`)
  }
  return `${lines.join('\n')}\n`
}
