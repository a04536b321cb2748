import { Fragment } from 'react'
import type { Block, Inline } from '../state/markdown.ts'
import { readMarkdown } from '../state/markdown.ts'

type Names = ReadonlyMap<string, string>

/** What somebody wrote, as elements of the page; never as markup. */
export function Markdown({ text, names = new Map() }: { readonly text: string; readonly names?: Names }) {
  return <div className="markdown">{readMarkdown(text).map((block, at) => blockOf(block, at, names))}</div>
}

function blockOf(block: Block, at: number, names: Names) {
  if (block.kind === 'paragraph')
    return (
      <p key={at}>
        {block.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text have no other name.
          <Fragment key={index}>
            {index > 0 && <br />}
            {inlineOf(line, names)}
          </Fragment>
        ))}
      </p>
    )
  // biome-ignore lint/suspicious/noArrayIndexKey: items of one text have no other name.
  const items = block.items.map((item, index) => <li key={index}>{inlineOf(item, names)}</li>)
  return block.isNumbered ? <ol key={at}>{items}</ol> : <ul key={at}>{items}</ul>
}

function inlineOf(pieces: readonly Inline[], names: Names) {
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one line have no other name.
  return pieces.map((piece, at) => <Piece key={at} piece={piece} names={names} />)
}

function Piece({ piece, names }: { readonly piece: Inline; readonly names: Names }) {
  switch (piece.kind) {
    case 'text':
      return piece.text
    case 'code':
      return <code>{piece.text}</code>
    case 'strong':
      return <strong>{inlineOf(piece.inner, names)}</strong>
    case 'em':
      return <em>{inlineOf(piece.inner, names)}</em>
    case 'mention': {
      const name = names.get(piece.id)
      return name === undefined ? `@${piece.id}` : <span className="mention">@{name}</span>
    }
    case 'link':
      return (
        <a href={piece.to} rel="noopener noreferrer nofollow" target="_blank">
          {piece.text}
        </a>
      )
  }
}
