import type { FastifySchema, RouteOptions } from 'fastify'

const common = /^\/api\/v1\/(?:organisations\/:organisation\/?)?/

/** Names each operation of the OpenAPI document by its method and address: `putMeasuresValues`. */
export function named({ schema, url, route }: { schema: FastifySchema; url: string; route: RouteOptions }) {
  const words = url
    .replace(common, '')
    .split('/')
    .filter((word) => word !== '' && !word.startsWith(':'))
  const [method = ''] = [route.method].flat()
  // One of many, as against the list of them.
  const isOne = /\/:\w+$/.test(url) && words.length > 0 ? 'One' : ''
  const operationId = method.toLowerCase() + (words.map(capital).join('') || 'Organisation') + isOne
  return { url, schema: { ...schema, operationId } }
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
