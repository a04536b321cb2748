import { placeKeys } from '../../state/keys.ts'
import { t } from '../../state/words.ts'
import { Dialog } from '../dialog.tsx'
import { places } from './places.ts'
import '../../styles/palette.css'

/** Every key that acts everywhere. */
export function KeyHelp({ close }: { readonly close: () => void }) {
  const ways = places.flatMap(
    ({ items }): readonly { to: string; name: (typeof items)[number]['name'] }[] => items,
  )
  const rows: readonly (readonly [keys: string, text: string])[] = [
    [t('palette.keys'), t('palette.title')],
    ['?', t('palette.helpTitle')],
    ['J', t('palette.nextRow')],
    ['K', t('palette.lastRow')],
    ['Esc', t('common.close')],
    ...ways.flatMap(({ to, name }) => {
      const letter = placeKeys[to]
      return letter === undefined ? [] : [[`G ${letter.toUpperCase()}`, t(name)] as const]
    }),
  ]
  return (
    <Dialog title={t('palette.helpTitle')} close={close}>
      <dl className="key-help">
        {rows.map(([keys, text]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
