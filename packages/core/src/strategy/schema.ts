import { idPattern } from './read-shape.ts'
import type { Fields, Shape } from './shape.ts'
import { amountPattern } from './shape.ts'
import { fileShape } from './shapes.ts'

type Schema = Record<string, unknown>

/**
 * The JSON Schema (2020-12) of one strategy file, for editors: made from the shapes that reading is made from. An
 * optional field that is written must have a value here, though reading lets it be empty.
 */
export function jsonSchema(): object {
  const writer = new SchemaWriter(fileShape)
  const file = writer.write(fileShape)
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Keelson strategy file',
    ...file,
    $defs: writer.definitions,
  }
}

/** Shapes that stand in several places are written once, under the name of the first field that holds them. */
class SchemaWriter {
  readonly definitions: Record<string, Schema> = {}
  readonly #names = new Map<Shape, string>()

  constructor(root: Shape) {
    const counts = new Map<Shape, number>()
    nameShapes(root, 'file', counts, this.#names)
    for (const [shape, count] of counts) if (count < 2 || isSmall(shape)) this.#names.delete(shape)
    const used = new Map<string, number>()
    for (const [shape, name] of this.#names) {
      const times = used.get(name) ?? 0
      used.set(name, times + 1)
      if (times > 0) this.#names.set(shape, `${name}-${times + 1}`)
    }
  }

  write(shape: Shape): Schema {
    const name = this.#names.get(shape)
    if (name === undefined) return this.#expand(shape)
    if (!Object.hasOwn(this.definitions, name)) {
      this.definitions[name] = {}
      this.definitions[name] = this.#expand(shape)
    }
    return { $ref: `#/$defs/${name}` }
  }

  #expand(shape: Shape): Schema {
    switch (shape.kind) {
      case 'text':
        return { type: ['string', 'number', 'boolean'] }
      case 'located':
        return located(shape)
      case 'number':
        return { type: 'number' }
      case 'truth':
        return { type: 'boolean' }
      case 'amount':
        return { type: ['number', 'string'], pattern: amountPattern.source, examples: [120, '15%', '5 pp'] }
      case 'choice':
        return { enum: shape.values }
      case 'list':
        return {
          anyOf: [{ type: 'array', items: this.write(shape.of as Shape) }, this.write(shape.of as Shape)],
        }
      case 'either':
        return { anyOf: (shape.options as readonly Shape[]).map((option) => this.#option(option)) }
      case 'map':
        return this.#map(shape)
      case 'table':
        return this.#table(shape.fields as Fields)
    }
  }

  /** Among other forms a list needs its brackets. */
  #option(option: Shape): Schema {
    if (option.kind !== 'list') return this.write(option)
    return { type: 'array', items: this.write(option.of as Shape) }
  }

  #map(shape: Shape): Schema {
    const of = shape.of as Shape
    const item = this.write(of)
    const mayBeEmpty =
      of.kind === 'table' && !Object.values(of.fields as Fields).some(({ required }) => required)
    return {
      type: 'object',
      ...(shape.keys === 'id' ? { propertyNames: { pattern: idPattern.source } } : {}),
      ...(shape.keys === 'currency' ? { propertyNames: { pattern: '^[A-Z]{3}$' } } : {}),
      additionalProperties: mayBeEmpty ? { anyOf: [item, { type: 'null' }] } : item,
    }
  }

  #table(fields: Fields): Schema {
    const entries = Object.entries(fields)
    const required = entries.filter(([, field]) => field.required).map(([name]) => name)
    return {
      type: 'object',
      properties: Object.fromEntries(
        entries.map(([name, field]) => [
          name,
          { description: sentence(field.doc), ...this.write(field.shape) },
        ]),
      ),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    }
  }
}

function located({ what = '', pattern, example }: Shape): Schema {
  const type = pattern !== undefined || what.endsWith('id') ? 'string' : ['string', 'number']
  return {
    type,
    ...(pattern === undefined ? {} : { pattern }),
    ...(example === undefined ? {} : { examples: example.split(', ') }),
  }
}

function isSmall({ kind, pattern }: Shape): boolean {
  return ['text', 'number', 'truth'].includes(kind) || (kind === 'located' && pattern === undefined)
}

/** Counts how often each shape stands in another, and names it after what it is or the field it first stands in. */
function nameShapes(
  shape: Shape,
  field: string,
  counts: Map<Shape, number>,
  names: Map<Shape, string>,
): void {
  const count = counts.get(shape) ?? 0
  counts.set(shape, count + 1)
  if (count > 0) return
  const name = shape.kind === 'amount' ? 'amount' : (shape.what ?? field)
  names.set(shape, name.replaceAll(' ', '-'))
  if (shape.of) nameShapes(shape.of, field.replace(/s$/, ''), counts, names)
  for (const option of shape.options ?? []) nameShapes(option, `${field}-${option.kind}`, counts, names)
  for (const [inner, { shape: of }] of Object.entries(shape.fields ?? {}))
    nameShapes(of, inner, counts, names)
}

function sentence(doc: string): string {
  return `${doc.charAt(0).toUpperCase()}${doc.slice(1)}.`
}
