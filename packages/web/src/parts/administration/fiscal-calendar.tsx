import type { CalendarPreview, FiscalCalendar } from '@keelson/server/answers'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { addressOf, ask } from '../../state/ask.ts'
import { formatDay } from '../../state/format.ts'
import type { MessageId } from '../../state/words.ts'
import { t } from '../../state/words.ts'
import { Scroll } from '../scroll.tsx'

const patterns = ['months', '4-4-5', '4-5-4', '5-4-4'] as const
const weekdays = [
  ['monday', 'settings.monday'],
  ['tuesday', 'settings.tuesday'],
  ['wednesday', 'settings.wednesday'],
  ['thursday', 'settings.thursday'],
  ['friday', 'settings.friday'],
  ['saturday', 'settings.saturday'],
  ['sunday', 'settings.sunday'],
] as const satisfies readonly (readonly [string, MessageId])[]
const usualEnd = { weekday: 'saturday', month: 1, rule: 'last' } as const

/** The fiscal calendar, and the periods that it makes. */
export function FiscalCalendarFields({
  organisation,
  calendar,
  change,
}: {
  readonly organisation: string
  readonly calendar: FiscalCalendar
  readonly change: (calendar: FiscalCalendar) => void
}) {
  const { start = '01-01', pattern = 'months', names = 'end-year', 'year-end': end = usualEnd } = calendar
  const [month = '01', day = '01'] = start.split('-')
  const setStart = (text: string) => change({ start: text, pattern: 'months', names })
  const setEnd = (part: Partial<typeof end>) => change({ pattern, 'year-end': { ...end, ...part }, names })
  const monthName = (number: number) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { month: 'long', timeZone: 'UTC' }).format(
      new Date(Date.UTC(2024, number - 1, 1)),
    )
  const months = Array.from({ length: 12 }, (_, at) => at + 1)
  return (
    <>
      <div className="field-row">
        <label className="field">
          <span>{t('settings.pattern')}</span>
          <select
            value={pattern}
            onChange={(event) =>
              event.target.value === 'months'
                ? change({ start, pattern: 'months', names })
                : change({ pattern: event.target.value as typeof pattern, 'year-end': end, names })
            }
          >
            {patterns.map((one) => (
              <option key={one} value={one}>
                {one === 'months' ? t('settings.months') : one}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t('settings.names')}</span>
          <select
            value={names}
            onChange={(event) => change({ ...calendar, names: event.target.value as typeof names })}
          >
            <option value="end-year">{t('settings.endYear')}</option>
            <option value="start-year">{t('settings.startYear')}</option>
          </select>
        </label>
      </div>
      {pattern === 'months' ? (
        <div className="field-row">
          <label className="field">
            <span>{t('settings.startMonth')}</span>
            <select value={month} onChange={(event) => setStart(`${event.target.value}-${day}`)}>
              {months.map((one) => (
                <option key={one} value={String(one).padStart(2, '0')}>
                  {monthName(one)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>{t('settings.startDay')}</span>
            <input
              type="number"
              min={1}
              max={31}
              value={Number(day)}
              onChange={(event) => setStart(`${month}-${event.target.value.padStart(2, '0').slice(-2)}`)}
            />
          </label>
        </div>
      ) : (
        <div className="field-row three">
          <label className="field">
            <span>{t('settings.endRule')}</span>
            <select
              value={end.rule}
              onChange={(event) => setEnd({ rule: event.target.value as typeof end.rule })}
            >
              <option value="last">{t('settings.last')}</option>
              <option value="nearest">{t('settings.nearest')}</option>
            </select>
          </label>
          <label className="field">
            <span>{t('settings.weekday')}</span>
            <select
              value={end.weekday}
              onChange={(event) => setEnd({ weekday: event.target.value as typeof end.weekday })}
            >
              {weekdays.map(([one, words]) => (
                <option key={one} value={one}>
                  {t(words)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>{t('settings.endMonth')}</span>
            <select value={end.month} onChange={(event) => setEnd({ month: Number(event.target.value) })}>
              {months.map((one) => (
                <option key={one} value={one}>
                  {monthName(one)}
                </option>
              ))}
            </select>
          </label>
        </div>
      )}
      <Preview organisation={organisation} calendar={calendar} />
    </>
  )
}

function Preview({
  organisation,
  calendar,
}: {
  readonly organisation: string
  readonly calendar: FiscalCalendar
}) {
  const said = useDeferredValue(calendar)
  const { data } = useQuery({
    queryKey: ['of', organisation, 'calendar', said],
    queryFn: ({ signal }) =>
      ask<CalendarPreview>(addressOf(organisation, '/settings/calendar'), {
        method: 'POST',
        body: said,
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const shown = data?.periods.filter(({ grain }) => grain !== 'month') ?? []
  return (
    <div className="calendar-preview">
      {data?.faults.map((fault) => (
        <p key={fault} className="bad">
          {fault}
        </p>
      ))}
      <Scroll label={t('settings.preview')}>
        <table className="table">
          <caption>{t('settings.preview')}</caption>
          <tbody>
            {shown.map(({ name, grain, first, last, days }) => (
              <tr key={name}>
                <th scope="row">{grain === 'year' ? <strong>{name}</strong> : name}</th>
                <td>{formatDay(first)}</td>
                <td>{formatDay(last)}</td>
                <td className="number">{t('settings.daysLong', { count: days })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
