/** A family of metrics in the text form of OpenMetrics 1.0. */
export type Family = {
  readonly name: string
  readonly type: 'gauge' | 'counter'
  readonly help: string
  readonly samples: readonly Sample[]
}

export type Sample = { readonly labels?: Readonly<Record<string, string>>; readonly value: number }

export const contentType = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

/** Prints families; a sample that is no number is left out, since OpenMetrics has no word for why. */
export function printMetrics(families: readonly Family[]): string {
  const lines = families.flatMap(({ name, type, help, samples }) => [
    `# TYPE ${name} ${type}`,
    `# HELP ${name} ${help}`,
    ...samples
      .filter(({ value }) => Number.isFinite(value))
      .map(
        ({ labels, value }) => `${name}${type === 'counter' ? '_total' : ''}${printLabels(labels)} ${value}`,
      ),
  ])
  return `${[...lines, '# EOF'].join('\n')}\n`
}

function printLabels(labels: Readonly<Record<string, string>> = {}): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
}
