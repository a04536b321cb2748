import { expect, test } from 'vitest'
import { mostFaults } from '../../src/formula/check.ts'
import { check, expectFaults, measures, typeOf } from './marked.ts'

const codesOf = (text: string) => check(text).diagnostics.map(({ code }) => code)

test('[F10] only values of one unit are added, compared and chosen between', () => {
  const [fault] = expectFaults(`
    revenue + clients
    ^^^^^^^^^^^^^^^^^ unit-mismatch
  `)
  expect(fault?.message).toBe('EUR and client cannot be added, because the units differ.')
  expectFaults(`
    revenue - price
    ^^^^^^^^^^^^^^^ unit-mismatch
  `)
  expectFaults(`
    if(revenue > clients, 1, 2)
       ^^^^^^^^^^^^^^^^^ unit-mismatch
  `)
  expectFaults(`
    if(offers > won, revenue, clients)
                              ^^^^^^^ unit-mismatch
  `)
  for (const name of ['sum', 'avg', 'min', 'max', 'coalesce']) {
    expect(codesOf(`${name}(revenue, cost, clients)`)).toEqual(['unit-mismatch'])
    expect(typeOf(`${name}(revenue, cost)`)).toBe('EUR flow')
  }
  expect(typeOf('revenue - cost')).toBe('EUR flow')
  expect(typeOf('revenue >= cost')).toBe('1 truth')
})

test('[F10] each fault of a formula is told at its place', () => {
  expectFaults(`
    sum(revenue + clients, cost - offers)
        ^^^^^^^^^^^^^^^^^ unit-mismatch
                           ^^^^^^^^^^^^^ unit-mismatch
  `)
})

test('[F11] two currencies are two units, and convert is named', () => {
  const [fault] = expectFaults(`
    revenue + us-revenue
    ^^^^^^^^^^^^^^^^^^^^ currency-mismatch
  `)
  expect(fault?.message).toBe(
    'EUR and USD cannot be added, because they are different currencies. Write convert(…, EUR) around the amount in USD.',
  )
  expect(typeOf('revenue + convert(us-revenue, EUR)')).toBe('EUR flow')
  expect(typeOf('convert(us-price, EUR)')).toBe('EUR/client ratio')
  expect(typeOf('price - convert(us-price, EUR)')).toBe('EUR/client ratio')
  expect(typeOf('convert(revenue, EUR)')).toBe('EUR flow')
  expect(typeOf('convert(us-price / price, EUR)')).toBe('1 ratio')
  for (const text of ['convert(clients, EUR)', 'convert(offers, EUR)', 'convert(clients / revenue, USD)']) {
    expect(codesOf(text)).toEqual(['convert-impossible'])
  }
  expectFaults(`
    1 + convert(clients * 2, EUR)
                ^^^^^^^^^^^ convert-impossible
  `)
})

test('[F12] percentages and points', () => {
  expect(typeOf('churn - margin')).toBe('pp ratio')
  expect(typeOf('churn + margin')).toBe('% ratio')
  expect(typeOf('churn + margin-change')).toBe('% ratio')
  expect(typeOf('churn - margin-change')).toBe('% ratio')
  expect(typeOf('margin-change - margin-change')).toBe('pp ratio')
  expect(typeOf('margin-change + margin-change')).toBe('pp ratio')
  expect(typeOf('100% - churn')).toBe('% ratio')
  expect(typeOf('churn + 5%')).toBe('% ratio')
  expect(typeOf('delta(churn)')).toBe('pp ratio')
  expect(typeOf('delta(margin-change)')).toBe('pp ratio')
  expect(typeOf('churn / 2')).toBe('% ratio')
  expect(typeOf('margin-change * 2')).toBe('pp ratio')
  expect(typeOf('churn * margin')).toBe('% ratio')
  expect(typeOf('revenue * churn')).toBe('EUR flow')
})

test('[F13] a written number has no unit, and a written 0 any', () => {
  const [fault] = expectFaults(`
    revenue + 5
    ^^^^^^^^^^^ unit-mismatch
  `)
  expect(fault?.message).toBe('EUR and a plain number cannot be added, because the units differ.')
  expect(typeOf('revenue > 0')).toBe('1 truth')
  expect(typeOf('coalesce(revenue, 0)')).toBe('EUR flow')
  expect(typeOf('coalesce(0, revenue)')).toBe('EUR flow')
  expect(typeOf('if(revenue > 0, 0, cost)')).toBe('EUR flow')
  expect(typeOf('offers + 5')).toBe('1 flow')
  expect(typeOf('1 - churn')).toBe('% ratio')
  expect(typeOf('0')).toBe('1 number')
  expect(typeOf('2 * 3 + 1')).toBe('1 number')
  expect(typeOf('25%')).toBe('% number')
  expect(codesOf('max(revenue, 1)')).toEqual(['unit-mismatch'])
})

test('[F14] multiplying and dividing combine units', () => {
  expect(typeOf('revenue / clients')).toBe('EUR/client ratio')
  expect(typeOf('price * clients')).toBe('EUR flow')
  expect(typeOf('cost / revenue')).toBe('1 ratio')
  expect(typeOf('1 / price')).toBe('client/EUR ratio')
  expect(typeOf('revenue * cost')).toBe('EUR*EUR index')
  expect(typeOf('receivables / revenue * 90')).toBe('1 ratio')
  expect(typeOf('receivables / revenue * days()')).toBe('day ratio')
})

test('[F15] the kind of a sum', () => {
  expect(typeOf('revenue - cost')).toBe('EUR flow')
  expect(typeOf('cash + receivables')).toBe('EUR stock')
  expect(typeOf('cash + revenue - cost')).toBe('EUR stock')
  expect(typeOf('revenue + cash')).toBe('EUR stock')
  expect(typeOf('offers + satisfaction')).toBe('1 index')
  expect(typeOf('offers + churn')).toBe('% ratio')
  expect(typeOf('active-users - active-guests')).toBe('user distinct-count')
  expect(typeOf('-cash')).toBe('EUR stock')
})

test('[F16] the kind of a product or a quotient', () => {
  expect(typeOf('revenue / 2')).toBe('EUR flow')
  expect(typeOf('cash * 0.5')).toBe('EUR stock')
  expect(typeOf('95% * revenue')).toBe('EUR flow')
  expect(typeOf('won / offers')).toBe('1 ratio')
  expect(typeOf('churn * cash')).toBe('EUR stock')
  expect(typeOf('price * churn')).toBe('EUR/client ratio')
  expect(typeOf('offers * won')).toBe('1 index')
  expect(typeOf('churn * active-users')).toBe('user index')
  expect(typeOf('satisfaction * churn')).toBe('% index')
  expect(typeOf('12 / won')).toBe('1 ratio')
  expect(typeOf('6 / 2')).toBe('1 number')
})

test('[F17] a condition is not a number', () => {
  const [fault] = expectFaults(`
    if(offers, won, 0)
       ^^^^^^ kind-mismatch
  `)
  expect(fault?.message).toBe('"if" needs a condition such as a > b; this is a number.')
  expectFaults(`
    (offers > won) + 1
     ^^^^^^^^^^^^ kind-mismatch
  `)
  expectFaults(`
    won > 0 and offers
                ^^^^^^ kind-mismatch
  `)
  expectFaults(`
    not offers or won
        ^^^^^^ kind-mismatch
                  ^^^ kind-mismatch
  `)
  const wrong = [
    '-(won > 1)',
    'abs(won > 1)',
    'prior(won > 1)',
    'coalesce(won > 1, 0)',
    '(won > 1) = (won > 2)',
  ]
  for (const text of [...wrong, 'sum(won > 1, 2)', 'if(won > 1, won > 2, 3)']) {
    expect([text, codesOf(text)[0]]).toEqual([text, 'kind-mismatch'])
  }
  expect(typeOf('not (won > 0 and offers > 0 or churn > 5%)')).toBe('1 truth')
})

test('[F18] ratios are not averaged', () => {
  const [fault] = expectFaults(`
    avg(churn, margin)
        ^^^^^ ratio-averaged
  `)
  expect(fault?.message).toContain('Divide the sum of the numerators by the sum of the denominators.')
  for (const text of ['sum(churn, margin)', 'rolling(churn, 3)', 'ytd(churn)', 'avg(won / offers, 1)']) {
    expect(codesOf(text)).toEqual(['ratio-averaged'])
  }
  expect(typeOf('sum(won, won) / sum(offers, offers)')).toBe('1 ratio')
  expect(typeOf('min(churn, margin)')).toBe('% ratio')
})

test('[F19] distinct counts are not added', () => {
  expectFaults(`
    active-users + active-guests
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ distinct-count-summed
  `)
  for (const text of [
    'sum(active-users, active-guests)',
    'avg(active-users, active-guests)',
    'ytd(active-users)',
  ]) {
    expect(codesOf(text)).toEqual(['distinct-count-summed'])
  }
  expect(typeOf('max(active-users, active-guests)')).toBe('user distinct-count')
})

test('[F20] a stock is not added up over time', () => {
  expectFaults(`
    ytd(cash)
        ^^^^ stock-summed
  `)
  expect(typeOf('ytd(revenue)')).toBe('EUR flow')
  expect(typeOf('rolling(revenue, 12)')).toBe('EUR flow')
  expect(typeOf('rolling(cash, 12)')).toBe('EUR stock')
  expect(typeOf('delta(cash)')).toBe('EUR flow')
  expect(typeOf('ytd(delta(cash))')).toBe('EUR flow')
  expect(typeOf('delta(revenue, year)')).toBe('EUR flow')
  expect(typeOf('growth(cash, year)')).toBe('% ratio')
  expect(typeOf('prior(cash)')).toBe('EUR stock')
  expect(codesOf('ytd(satisfaction)')).toEqual(['kind-mismatch'])
})

test('[F21] a grade is compared and passed on, not computed with', () => {
  expectFaults(`
    grade + 1
    ^^^^^ ordinal-arithmetic
  `)
  for (const text of [
    'grade * 2',
    '-grade',
    'avg(grade, grade)',
    'rolling(grade, 3)',
    'delta(grade)',
    'round(grade)',
  ]) {
    expect([text, codesOf(text)[0]]).toEqual([text, 'ordinal-arithmetic'])
  }
  expect(typeOf('max(grade, prior(grade))')).toBe('1 ordinal')
  expect(typeOf('if(grade > 2, grade, coalesce(lag(grade, 3), grade))')).toBe('1 ordinal')
})

test('[F22] a formula reads no longer periods than its own', () => {
  const marked = `
    revenue / headcount
              ^^^^^^^^^ grain-mismatch
  `
  const [fault] = expectFaults(marked, { grain: 'month' })
  expect(fault?.message).toContain('headcount has one value each quarter.')
  expect(check('revenue / headcount', { grain: 'quarter' }).diagnostics).toEqual([])
  expect(check('revenue / headcount', { grain: 'year' }).diagnostics).toEqual([])
})

test('[F23] an unknown measure is told once, with the nearest name', () => {
  const [fault] = expectFaults(`
    revenu / (cost + revenu)
    ^^^^^^ unknown-measure
  `)
  expect(fault?.message).toBe('There is no measure "revenu". Did you mean "revenue"?')
  expect(check('zzzzzzzz').diagnostics[0]?.message).toBe('There is no measure "zzzzzzzz".')
})

test('[F23] many unknown measures do not drown a person', () => {
  const many = Array.from({ length: 5000 }, (_, place) => `unknown${place}`).join(', ')
  const known = Array.from({ length: 2000 }, (_, place) => `known${place}`)
  expect(check(`sum(${many})`, { known }).diagnostics.length).toBe(mostFaults)
})

test('[F2] the unknown difference of two measures is answered with spaces', () => {
  const message = (text: string) => check(text).diagnostics[0]?.message
  const spaces = (text: string) => ` A difference is written with spaces: ${text}`
  expect(message('revenue-cost')).toBe(`There is no measure "revenue-cost".${spaces('revenue - cost')}`)
  expect(message('us-revenue-cost')).toContain(spaces('us-revenue - cost'))
  expect(message('revenue-1')).toContain(spaces('revenue - 1'))
  expect(message('revenue-nothing')).not.toContain('spaces')
})

test('[F24] a formula reads its own measure only in the past', () => {
  const self = { self: 'cash' }
  expect(check('coalesce(prior(cash), 0) + revenue - cost', self).diagnostics).toEqual([])
  expect(check('lag(cash + revenue, 12) + prior(cash, year)', self).diagnostics).toEqual([])
  const [fault] = expectFaults(
    `
    prior(cash) + cash
                  ^^^^ formula-self-reference
  `,
    self,
  )
  expect(fault?.message).toContain('Use prior(cash) for the period before.')
  for (const text of ['rolling(cash, 3)', 'delta(cash)', 'growth(cash, year)']) {
    expect(check(text, self).diagnostics.map(({ code }) => code)).toEqual(['formula-self-reference'])
  }
})

test('[F1] words with a meaning in the language underneath are only names', () => {
  expect(typeOf('toString + constructor - __proto__ + sum')).toBe('EUR flow')
  const lookup = (id: string) => (id === 'revenue' ? measures.get(id) : undefined)
  for (const id of ['toString', 'constructor', '__proto__', 'valueOf']) {
    const { diagnostics } = check(`revenue + ${id}`, { lookup, known: ['revenue'] })
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-measure'])
  }
})

test('[F7] nesting does not multiply the work of checking', () => {
  expect(typeOf(`${'sum(revenue, '.repeat(60)}cost${')'.repeat(60)}`)).toBe('EUR flow')
  expect(codesOf(`${'-'.repeat(60)}cost + clients`)).toEqual(['unit-mismatch'])
  expect(typeOf(Array(1000).fill('revenue').join(' + '))).toBe('EUR flow')
})
