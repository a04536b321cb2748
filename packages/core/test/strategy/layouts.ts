import fc from 'fast-check'

/** A random value of a YAML file, before it is written down in one of many layouts. */
export type Value = string | number | boolean | null | Value[] | { key: string; value: Value }[]

const plainWords = fc.constantFrom(
  ...[
    'revenue',
    '2026-04-01',
    'FY27-Q1',
    '+15%',
    '5 pp',
    'EUR/client',
    'a b  c',
    'true',
    '-0',
    '.5',
    '1_000',
  ],
)
const oddWords = fc.constantFrom(
  ...[
    '',
    'null',
    '~',
    'No',
    '-',
    '- a',
    '?x',
    '0x1F',
    '0o17',
    '1e3',
    '.inf',
    '.nan',
    '007',
    'net: gross',
    'a #b',
  ],
  ...[
    'über',
    '日本',
    '<<',
    '*a',
    '&b',
    '!c',
    '%d',
    '@e',
    '`f',
    '[g]',
    '{h}',
    'i,j',
    '"k"',
    'l\\m',
    'a:b',
    ':c',
  ],
  ...["it's", 'd:', '-e', '--', '---', '...', '#', 'f# g', '12:30', '+', '123456789012345678901234567890'],
)
const keys = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.constantFrom('name', 'unit', 'signed-by', 'x.y', 'K_1', '2026', '2026-07', 'FY27', 'é'),
  },
  { weight: 20, arbitrary: fc.stringMatching(/^[a-z]{1,3}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', '-a', '-', '0', '<<', '1e3', 'null', 'a/b'),
  },
)

export const values: fc.Arbitrary<Value> = fc.letrec<{
  leaf: Value
  inner: Value
  list: Value[]
  table: { key: string; value: Value }[]
  root: Value
}>((tie) => ({
  leaf: fc.oneof(
    { weight: 30, arbitrary: plainWords },
    { weight: 1, arbitrary: oddWords },
    { weight: 2, arbitrary: fc.integer() },
    { weight: 1, arbitrary: fc.double({ noNaN: true }) },
    { weight: 1, arbitrary: fc.boolean() },
    { weight: 2, arbitrary: fc.constant(null) },
  ),
  inner: fc.oneof({ maxDepth: 5, depthSize: 'medium' }, tie('leaf'), tie('list'), tie('table')),
  list: fc.array(tie('inner'), { maxLength: 4 }),
  table: fc.uniqueArray(fc.record({ key: keys, value: tie('inner') }), {
    maxLength: 4,
    selector: ({ key }) => key,
  }),
  root: fc.oneof(
    { weight: 6, arbitrary: tie('table') },
    { weight: 3, arbitrary: tie('list') },
    { weight: 1, arbitrary: tie('leaf') },
  ),
})).root

/** The choices of a writer of YAML, drawn one after another. */
export type Whims = () => number

export const whims: fc.Arbitrary<readonly number[]> = fc.array(fc.nat(99), { minLength: 1, maxLength: 60 })

export function drawFrom(numbers: readonly number[]): Whims {
  let next = 0
  return () => numbers[next++ % numbers.length] as number
}

/** Writes a value in a layout of the writer's whim: indentation, quotes, flow, comments, blank lines, line ends. */
export function write(value: Value, whim: Whims): string {
  const lines = isCollection(value) && value.length > 0 ? block(value, 0, whim) : [inline(value, whim)]
  const text = lines.join('\n') + (whim() < 80 ? '\n' : '')
  const ended = whim() < 20 ? text.replaceAll('\n', '\r\n') : text
  return whim() < 10 ? `\ufeff${ended}` : ended
}

function isCollection(value: Value): value is Value[] | { key: string; value: Value }[] {
  return Array.isArray(value)
}

function isEntries(
  value: Value[] | { key: string; value: Value }[],
): value is { key: string; value: Value }[] {
  const first = value[0]
  return typeof first === 'object' && first !== null && !Array.isArray(first)
}

function block(value: Value[] | { key: string; value: Value }[], indent: number, whim: Whims): string[] {
  const pad = ' '.repeat(indent)
  const lines: string[] = []
  for (const item of value) {
    if (whim() < 8) lines.push(whim() < 50 ? '' : `${pad}# a remark: here`)
    const isEntry = isEntries(value)
    const inner: Value = isEntry ? (item as { value: Value }).value : (item as Value)
    const head = isEntry ? `${pad}${key((item as { key: string }).key, whim)}:` : `${pad}-`
    if (!isCollection(inner) || inner.length === 0 || whim() < 25) {
      const written =
        inner === null && whim() < 50 ? '' : `${' '.repeat(whim() < 90 ? 1 : 3)}${inline(inner, whim)}`
      lines.push(head + written + tail(whim))
    } else {
      const isFlush = isEntry && !isEntries(inner) && whim() < 30
      const deeper = isFlush ? indent : indent + 1 + (whim() % 4)
      const below = block(inner, deeper, whim)
      if (
        !isEntry &&
        whim() < 60 &&
        deeper > indent + 1 &&
        below[0]?.trim() &&
        !below[0].trim().startsWith('#')
      ) {
        lines.push(`${pad}-${(below.shift() as string).slice(indent + 1)}`, ...below)
      } else lines.push(head + tail(whim), ...below)
    }
  }
  return lines
}

function tail(whim: Whims): string {
  const choice = whim()
  return choice < 80 ? '' : choice < 90 ? '  ' : ' # why: because'
}

function key(text: string, whim: Whims): string {
  return whim() < 98 ? text : `"${text}"`
}

function inline(value: Value, whim: Whims): string {
  if (!isCollection(value)) return scalar(value, whim)
  const gap = whim() < 50 ? '' : ' '
  const comma = whim() < 50 ? ', ' : ' ,'
  if (!isEntries(value)) return `[${gap}${value.map((item) => inline(item, whim)).join(comma)}${gap}]`
  const entries = value.map((entry) => `${key(entry.key, whim)}: ${inline(entry.value, whim)}`)
  return `{${gap}${entries.join(comma)}${gap}}`
}

function scalar(value: string | number | boolean | null, whim: Whims): string {
  if (typeof value !== 'string') return String(value)
  const choice = whim()
  if (choice < 50) return value
  return choice < 75 ? `'${value}'` : `"${value}"`
}

/** Small damage: what may stand in YAML, put somewhere, or a stretch taken away. */
export const damage = fc.record({
  at: fc.nat(10_000),
  drop: fc.nat(3),
  put: fc.constantFrom(
    ...[
      '',
      '',
      ' ',
      '  ',
      '\n',
      '\r\n',
      '\r',
      '\t',
      '#',
      ' #',
      ':',
      ': ',
      '-',
      '- ',
      ',',
      '[',
      ']',
      '{',
      '}',
      '"',
      "'",
    ],
    ...[
      '\\',
      '|',
      '>',
      '&a ',
      '*a',
      '!t ',
      '?',
      '? ',
      '%',
      '@',
      '`',
      '---\n',
      '...\n',
      '\ufeff',
      '\u0085',
      '\u2028',
      '\u00a0',
      '\u0007',
      '\ud800',
      '<<: ',
      '~',
    ],
  ),
})
export type Damage = { readonly at: number; readonly drop: number; readonly put: string }

export function harm(text: string, damages: readonly Damage[]): string {
  for (const { at, drop, put } of damages) {
    const start = at % (text.length + 1)
    text = text.slice(0, start) + put + text.slice(start + drop)
  }
  return text
}
