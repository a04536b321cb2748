import type { Smart } from '@keelson/server/answers'
import type { MessageId } from '../../state/words.ts'
import { t } from '../../state/words.ts'

type Letter = Smart['letters'][number]

const names: Readonly<Record<Letter['letter'], MessageId>> = {
  S: 'smart.specific',
  M: 'smart.measurable',
  A: 'smart.achievable',
  R: 'smart.relevant',
  T: 'smart.timed',
}
const marks = { yes: '●', no: '◆', unknown: '○' } as const
const verdictWords = { yes: 'smart.yes', no: 'smart.no', unknown: 'smart.unknown' } as const

/** A letter with its verdict, as shape and word. */
export function LetterMark({ letter: { letter, verdict, message } }: { readonly letter: Letter }) {
  return (
    <span className={`letter letter-${verdict}`} title={message}>
      <abbr title={t(names[letter])}>{letter}</abbr> <span aria-hidden="true">{marks[verdict]}</span>
      <span className="hidden">{t(verdictWords[verdict])}</span>
    </span>
  )
}

/** The five letters, each judged, with the fact that decides. */
export function SmartLetters({ letters }: { readonly letters: readonly Letter[] }) {
  return (
    <ol className="letters">
      {letters.map(({ letter, verdict, message }) => (
        <li key={letter} className={`letter-${verdict}`}>
          <strong className="letter-big" aria-hidden="true">
            {letter}
          </strong>
          <div>
            <strong>{t(names[letter])}</strong>{' '}
            <span className="letter-word">
              <span aria-hidden="true">{marks[verdict]}</span> {t(verdictWords[verdict])}
            </span>
            <span className="block">{message}</span>
          </div>
        </li>
      ))}
    </ol>
  )
}
