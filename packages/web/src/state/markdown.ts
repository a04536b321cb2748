/** A piece of a line. */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'mention'; readonly id: string }
  | { readonly kind: 'strong' | 'em'; readonly inner: readonly Inline[] }
  | { readonly kind: 'link'; readonly to: string; readonly text: string }

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'list'; readonly isNumbered: boolean; readonly items: readonly (readonly Inline[])[] }

const bullet = /^[-*] +(?=\S)/
const numeral = /^\d{1,3}\. +(?=\S)/

/**
 * Reads the subset of Markdown that comments have: paragraphs, lists, bold, italic, code, links and mentions. What is not
 * of it stays the text that it is; nothing is ever markup of the page.
 */
export function readMarkdown(text: string): readonly Block[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .flatMap((part) => blocksOf(part.split('\n').filter((line) => line.trim() !== '')))
}

function blocksOf(lines: readonly string[]): Block[] {
  const blocks: { kind: string; lines: string[] }[] = []
  for (const line of lines) {
    const kind = bullet.test(line) ? 'bullets' : numeral.test(line) ? 'numbers' : 'paragraph'
    const last = blocks.at(-1)
    if (last?.kind === kind) last.lines.push(line)
    else blocks.push({ kind, lines: [line] })
  }
  return blocks.map(({ kind, lines: own }) =>
    kind === 'paragraph'
      ? { kind, lines: own.map((line) => readInline(line)) }
      : {
          kind: 'list',
          isNumbered: kind === 'numbers',
          items: own.map((line) => readInline(line.replace(kind === 'numbers' ? numeral : bullet, ''))),
        },
  )
}

// One pass from left to right, each alternative of bounded repetition without nesting: no text takes long.
const pieces =
  /`([^`\n]+)`|\*\*([^*\n]+)\*\*|\*([^*\n]+)\*|\[([^[\]\n]{1,500})\]\(([^()\s]{1,2000})\)|(https?:\/\/[^\s<>"']{1,2000})|@([a-z][a-z0-9-]*)/g

function readInline(line: string): readonly Inline[] {
  const found: Inline[] = []
  let at = 0
  for (const match of line.matchAll(pieces)) {
    const piece = pieceOf(match)
    if (!piece) continue
    if (match.index > at) found.push({ kind: 'text', text: line.slice(at, match.index) })
    found.push(piece)
    at = match.index + match[0].length
  }
  if (at < line.length) found.push({ kind: 'text', text: line.slice(at) })
  return found
}

function pieceOf([, code, strong, em, name, address, bare, mention]: RegExpMatchArray): Inline | undefined {
  if (code !== undefined) return { kind: 'code', text: code }
  if (strong !== undefined) return { kind: 'strong', inner: readInline(strong) }
  if (em !== undefined) return { kind: 'em', inner: readInline(em) }
  if (mention !== undefined) return { kind: 'mention', id: mention }
  const to = safeAddress(address ?? bare ?? '')
  return to === undefined ? undefined : { kind: 'link', to, text: name ?? bare ?? to }
}

/** An address that a link may lead to: of the web or of mail, and no other scheme. */
export function safeAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined
  const { protocol, href } = new URL(text)
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : undefined
}
