import type { Loose } from './loose.ts'

/** A route as the server's OpenAPI document has it. */
export type Route = {
  readonly method: string
  /** With its parameters in braces, as `/api/v1/organisations/{organisation}`. */
  readonly path: string
  readonly parameters: readonly Parameter[]
  /** The schemas of the body by media type; empty where it takes none. */
  readonly bodies: ReadonlyMap<string, Schema>
  /** The schemas of the answers by status, such as 200 or 4XX. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, Schema>>
}

export type Parameter = {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: Schema
}

export type Schema = Readonly<Record<string, Loose>>

type Content = Readonly<Record<string, { readonly schema?: Schema }>>

/** Every route that the server tells of, and those that it keeps out of its document. */
export async function routesOf(url: string): Promise<readonly Route[]> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Loose>>
  }
  const told = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      parameters: (operation.parameters ?? []) as Parameter[],
      bodies: schemasOf(operation.requestBody?.content),
      answers: new Map(
        Object.entries(operation.responses ?? {}).map(([status, answer]) => [
          status,
          schemasOf((answer as { content?: Content }).content),
        ]),
      ),
    })),
  )
  const hidden = ['/metrics', '/openapi.json', '/nowhere'].map((path) => ({
    method: 'GET',
    path,
    parameters: [],
    bodies: new Map(),
    answers: new Map(),
  }))
  return [...told, ...hidden]
}

function schemasOf(content: Content | undefined): ReadonlyMap<string, Schema> {
  return new Map(Object.entries(content ?? {}).map(([type, { schema = {} }]) => [type, schema]))
}
