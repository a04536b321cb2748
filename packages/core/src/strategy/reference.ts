import type { Field, Fields, Shape } from './shape.ts'
import { fileShape } from './shapes.ts'

const opening = `# Strategy files

This page is made from the definitions that the reader of strategy files is made from.

A strategy is any number of YAML files; it does not matter in which file an item stands, or in what order. Every item
has an id: words of small letters and digits joined by hyphens, such as \`new-clients\`. Others refer to it by that id.
A field that is not written has its default. Where a list has one item, the brackets may be left out.

\`\`\`yaml
# yaml-language-server: $schema=./keelson.schema.json
organisation:
  name: Example Ltd
  currency: EUR
objectives:
  growth: { name: Grow with new customers }
kpis:
  new-clients:
    objective: growth
    measure: { unit: client, kind: flow, polarity: higher }
    targets:
      - { for: 2026, value: 50, each: quarter }
\`\`\`

The first line lets an editor complete and check what is typed.

## What is written where

| Written as | What it is | Examples |
| --- | --- | --- |
| amount | a number in the unit of its measure; \`%\` and \`pp\` (percentage points) mark shares | \`120\`, \`15%\`, \`5 pp\`, \`1_200_000\` |
| date | year-month-day | \`2026-04-01\` |
| period | a fiscal year, half, quarter, month, week or day | \`FY27\`, \`FY27-H1\`, \`2026-Q3\`, \`2026-07\`, \`2026-W07\`, \`2026-07-31\` |
| duration | a whole number and a grain | \`45 days\`, \`1 quarter\`, \`3 months\` |
| unit | a currency, \`%\`, \`pp\`, any word, or a quotient | \`EUR\`, \`%\`, \`day\`, \`EUR/client\` |
| formula | arithmetic over the ids of measures | \`revenue - operating-cost\` |
| … id | the id of an item of that sort | \`new-clients\` |
`

const closing = `
## Observed values

Values stand in CSV files beside the strategy, or in JSON files in a folder \`observations\`, a row for each value:

\`\`\`csv
measure,period,value,recorded,source,note
revenue,2026-04,1250000,2026-05-04,ledger,
churn,2026-04,4.2%,,,
\`\`\`

| Column | What it is |
| --- | --- |
| measure | the id of a measure that has no formula and no aggregates |
| period | a period of the measure's grain; or \`date\`, a day inside it |
| value | a number in the measure's unit; empty or \`n/a\` where there is explicitly none |
| recorded | optional: the day since which the value is known; the last day of the period by default |
| source | optional: where the value comes from |
| note | optional: what should be known about it |

A CSV file may also have a column for each period; its empty cells say nothing:

\`\`\`csv
measure,2026-04,2026-05,2026-06
revenue,1250000,1310000,1290000
churn,4.2%,4.1%,
\`\`\`

A JSON file is a list of objects with the same names. A row that cannot be read is left out and told; the others count.
`

/** The Markdown reference of strategy files, made from the shapes that reading is made from. */
export function referencePage(): string {
  return opening + new Sections().write() + closing
}

class Sections {
  /** The heading under which a table's fields stand; a table used twice has one section. */
  readonly #headings = new Map<Shape, string>()
  readonly #texts: string[] = []

  write(): string {
    const entries = Object.entries(fileShape.fields as Fields)
    const rows = entries.map(([name, field]) => `| [\`${name}\`](#${anchor(name)}) | ${field.doc} |`)
    this.#texts.push(`\n## A file\n\n| Section | What it holds |\n| --- | --- |\n${rows.join('\n')}\n`)
    for (const [name, field] of entries) this.#section(name, field)
    return this.#texts.join('')
  }

  #section(name: string, { shape, doc }: Field): void {
    const what = form(shape)
    this.#texts.push(`\n## ${name}\n\n${capital(doc)}. Written as ${what}.\n`)
    this.#table(name, tableIn(shape) ?? shape)
  }

  #table(path: string, shape: Shape): void {
    if (shape.kind !== 'table') return
    this.#headings.set(shape, path)
    const below: [string, Shape][] = []
    const rows = Object.entries(shape.fields as Fields).map(([name, field]) => {
      const inner = tableIn(field.shape)
      const innerPath = `${path}.${name}`
      if (inner && !this.#headings.has(inner)) {
        this.#headings.set(inner, innerPath)
        below.push([innerPath, inner])
      }
      const link = inner && this.#headings.get(inner)
      const what = form(field.shape) + (link === undefined ? '' : `: see [${link}](#${anchor(link)})`)
      return `| \`${name}\`${field.required ? ' (needed)' : ''} | ${what} | ${cell(field.doc)} |`
    })
    this.#texts.push(`\n| Field | Written as | Meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`)
    for (const [innerPath, inner] of below) {
      this.#texts.push(`\n### ${innerPath}\n`)
      this.#table(innerPath, inner)
    }
  }
}

function tableIn(shape: Shape): Shape | undefined {
  if (shape.kind === 'table') return shape
  if (shape.of) return tableIn(shape.of)
  return shape.options?.map(tableIn).find((found) => found !== undefined)
}

const keyNames = { id: 'ids', period: 'periods', currency: 'currency codes' } as const

function form(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
    case 'number':
    case 'amount':
      return shape.kind
    case 'truth':
      return '`true` or `false`'
    case 'located':
      return shape.what ?? 'text'
    case 'choice':
      return (shape.values ?? []).map((value) => `\`${value}\``).join(', ')
    case 'list':
      return shape.of?.kind === 'table' ? 'list of tables' : `list: ${form(shape.of as Shape)}`
    case 'map':
      return `table of ${keyNames[shape.keys ?? 'id']}${shape.of?.kind === 'table' ? '' : `: ${form(shape.of as Shape)}`}`
    case 'either':
      return (shape.options ?? []).map(form).join('; or ')
    case 'table':
      return 'table'
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}

/** The anchor that a heading gets where Markdown is shown. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
}
