import type { Diagnostic, Facts, Fix } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import type { Span } from '../text/span.ts'
import { quote, Report } from './report.ts'
import type { Field, Fields, Read, Shape } from './shape.ts'
import { amountPattern } from './shape.ts'
import type { Entry, Scalar, Table, Tree } from './tree.ts'
import { keySpan, treeSpan } from './tree.ts'

const words = {
  'unknown-field': 'There is no field "{field}" here{hint}. Known fields: {known}.',
  'field-missing': 'The field "{field}" is missing: {doc}',
  'wrong-type': 'Here belongs {wanted}, not {found}.',
  'unknown-choice': '"{found}" is none of the choices{hint}: {choices}.',
  'number-unreadable': '"{found}" is no finite number. Write 1200000, 15% or 5 pp.',
  'id-malformed': '"{id}" is no id. Ids are lower-case words joined by hyphens, such as new-clients.',
  'currency-malformed': '"{id}" is no currency code. Write its ISO 4217 code in capitals, such as USD.',
}
const diagnose = diagnoser(words)

/** The form of an id: words of small letters and digits joined by hyphens. */
export const idPattern = /^[\p{Ll}\p{Lo}_][\p{Ll}\p{Lo}\p{N}_]*(-[\p{Ll}\p{Lo}\p{N}_]+)*$/u

/** Whether a text can be the id of an item: a stable slug. */
export function isId(text: string): boolean {
  return idPattern.test(text)
}

/**
 * Reads a tree by a shape. Gives the sound part: a faulty field is left out and told in the diagnostics;
 * undefined only where nothing sound is left, or a required field is missing.
 */
export function readShape<S extends Shape>(
  tree: Tree,
  shape: S,
  file: string,
  diagnostics: Diagnostic[],
): Read<S> | undefined {
  const report = new Report()
  const item = new ShapeReader(file, report).read(tree, shape)
  for (const fault of report.finish()) diagnostics.push(fault)
  return item as Read<S> | undefined
}

class ShapeReader {
  readonly #file: string
  readonly #report: Report

  constructor(file: string, report: Report) {
    this.#file = file
    this.#report = report
  }

  read(tree: Tree, shape: Shape, key?: Span): unknown {
    switch (shape.kind) {
      case 'table':
        return tree.kind === 'table'
          ? this.#table(tree, shape.fields as Fields, key)
          : this.#wrong(tree, 'a table')
      case 'map':
        return tree.kind === 'table' ? this.#map(tree, shape) : this.#wrong(tree, 'a table of ids')
      case 'list':
        return this.#list(tree, shape)
      case 'either':
        return this.#either(tree, shape, key)
      default:
        return tree.kind === 'scalar' ? this.#scalar(tree, shape) : this.#wrong(tree, describe(shape))
    }
  }

  #tell(code: keyof typeof words, span: Span, facts: Facts): void {
    this.#report.add(span, () => diagnose(code, 'error', span, facts))
  }

  #span(tree: Tree): Span {
    return treeSpan(this.#file, tree)
  }

  #wrong(tree: Tree, wanted: string): undefined {
    const found =
      tree.kind === 'scalar' ? (tree.value === null ? 'nothing' : `"${quote(tree.text)}"`) : `a ${tree.kind}`
    this.#tell('wrong-type', this.#span(tree), { wanted, found })
  }

  #table(tree: Table, fields: Fields, key?: Span): unknown {
    const item: Record<string, unknown> = {
      at: key ? { file: this.#file, table: tree, key } : { file: this.#file, table: tree },
    }
    for (const entry of tree.entries) {
      const field = Object.hasOwn(fields, entry.key) ? fields[entry.key] : undefined
      if (!field) this.#unknownField(entry, tree, Object.keys(fields))
      else {
        const isEmpty = entry.value.kind === 'scalar' && entry.value.value === null
        if (isEmpty && !field.required) continue
        const value = this.read(entry.value, field.shape)
        if (value !== undefined) item[entry.key] = value
      }
    }
    let sound = true
    for (const [name, field] of requiredFields(fields)) {
      if (Object.hasOwn(item, name)) continue
      sound = false
      const isWritten = tree.entries.some((entry) => entry.key === name)
      if (isWritten) continue
      const span = key ?? this.#firstKey(tree)
      this.#tell('field-missing', span, { field: name, doc: field.doc })
    }
    return sound ? item : undefined
  }

  #firstKey(tree: Table): Span {
    const first = tree.entries[0]
    return first ? keySpan(this.#file, first) : this.#span(tree)
  }

  #unknownField(entry: Entry, tree: Table, known: readonly string[]): void {
    const span = keySpan(this.#file, entry)
    this.#report.add(span, () => {
      const written = new Set(tree.entries.map(({ key }) => key))
      const unwritten = known.filter((name) => !written.has(name))
      const meant = nearest(entry.key, unwritten)
      const facts = { field: quote(entry.key), hint: hintOf(meant), known: known.join(', ') }
      return diagnose('unknown-field', 'error', span, facts, fixOf(meant, span))
    })
  }

  #map(tree: Table, shape: Shape): ReadonlyMap<string, unknown> {
    const items = new Map<string, unknown>()
    for (const entry of tree.entries) {
      const span = {
        file: this.#file,
        start: entry.keyStart,
        end: Math.max(entry.keyEnd, entry.keyStart + 1),
      }
      const fault = keyFault(entry.key, shape)
      if (fault) {
        this.#tell(fault, span, { id: quote(entry.key) })
        continue
      }
      const isEmpty = entry.value.kind === 'scalar' && entry.value.value === null
      const value: Tree = isEmpty
        ? { kind: 'table', entries: [], start: span.start, end: span.end }
        : entry.value
      const holdsTable = shape.of?.kind === 'table' || shape.of?.kind === 'either'
      const item = this.read(holdsTable ? value : entry.value, shape.of as Shape, span)
      if (item !== undefined) items.set(entry.key, item)
    }
    return items
  }

  #list(tree: Tree, shape: Shape): unknown {
    const items = tree.kind === 'list' ? tree.items : [tree]
    return items.map((item) => this.read(item, shape.of as Shape)).filter((item) => item !== undefined)
  }

  #either(tree: Tree, shape: Shape, key?: Span): unknown {
    const options = shape.options as readonly Shape[]
    const option = options.find((candidate) => fits(tree, candidate))
    if (option) return this.read(tree, option, key)
    return this.#wrong(tree, options.map(describe).join(' or '))
  }

  #scalar(tree: Scalar, shape: Shape): unknown {
    if (tree.value === null) return this.#wrong(tree, describe(shape))
    switch (shape.kind) {
      case 'text':
        return tree.text
      case 'located':
        return { text: tree.text, span: this.#span(tree) }
      case 'truth':
        return typeof tree.value === 'boolean' ? tree.value : this.#wrong(tree, describe(shape))
      case 'number':
        if (typeof tree.value !== 'number') return this.#wrong(tree, describe(shape))
        return Number.isFinite(tree.value) ? tree.value : this.#unreadable(tree)
      case 'choice':
        return this.#choice(tree, shape.values as readonly string[])
      default:
        return this.#amount(tree)
    }
  }

  #choice(tree: Scalar, values: readonly string[]): string | undefined {
    if (values.includes(tree.text)) return tree.text
    const span = this.#span(tree)
    this.#report.add(span, () => {
      const meant = nearest(tree.text, values)
      const facts = { found: quote(tree.text), hint: hintOf(meant), choices: values.join(', ') }
      return diagnose('unknown-choice', 'error', span, facts, fixOf(meant, span))
    })
    return undefined
  }

  #unreadable(tree: Scalar): undefined {
    this.#tell('number-unreadable', this.#span(tree), { found: quote(tree.text) })
  }

  #amount(tree: Scalar): unknown {
    const span = this.#span(tree)
    if (typeof tree.value === 'number') {
      return Number.isFinite(tree.value) ? { value: tree.value, form: 'plain', span } : this.#unreadable(tree)
    }
    const match = amountPattern.exec(tree.text)
    const value = match ? Number((match[1] as string).replaceAll('_', '').replace('−', '-')) : Number.NaN
    if (!match || !Number.isFinite(value)) return this.#unreadable(tree)
    const form = match[2] === '%' ? 'percent' : match[2] === 'pp' ? 'point' : 'plain'
    return { value, form, span }
  }
}

function hintOf(meant: string | undefined): string {
  return meant === undefined ? '' : ` (did you mean "${meant}"?)`
}

function fixOf(meant: string | undefined, span: Span): { fix?: Fix } {
  return meant === undefined ? {} : { fix: { title: `Write ${meant}`, edits: [{ span, text: meant }] } }
}

function keyFault(key: string, shape: Shape): 'id-malformed' | 'currency-malformed' | undefined {
  if (shape.keys === 'id' && !isId(key)) return 'id-malformed'
  if (shape.keys === 'currency' && !/^[A-Z]{3}$/.test(key)) return 'currency-malformed'
  return undefined
}

const requiredOf = new WeakMap<Fields, readonly (readonly [string, Field])[]>()

/** The required fields of a shape; asked for every table that is read, so they are found once. */
function requiredFields(fields: Fields): readonly (readonly [string, Field])[] {
  let required = requiredOf.get(fields)
  if (!required) {
    required = Object.entries(fields).filter(([, field]) => field.required)
    requiredOf.set(fields, required)
  }
  return required
}

function fits(tree: Tree, shape: Shape): boolean {
  if (shape.kind === 'table' || shape.kind === 'map') return tree.kind === 'table'
  if (shape.kind === 'list') return tree.kind === 'list'
  return tree.kind === 'scalar'
}

function describe(shape: Shape): string {
  switch (shape.kind) {
    case 'text':
      return 'a text'
    case 'located':
      return `a ${shape.what}`
    case 'truth':
      return 'true or false'
    case 'number':
      return 'a number'
    case 'amount':
      return 'an amount such as 120, 15% or 5 pp'
    case 'choice':
      return `one of ${shape.values?.join(', ')}`
    case 'list':
      return 'a list'
    default:
      return 'a table'
  }
}
