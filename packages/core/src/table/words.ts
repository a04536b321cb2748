import { type Facts, fill } from '../text/diagnostic.ts'

/** What each fault of a map says, and each reason for which a row is left out. */
export const tableWords = {
  'map-not-object': 'A map is a set of named parts, such as measure and values.',
  'map-key-unknown': '"{key}" is no part of a map here. It may have: {known}.',
  'map-key-misspelt': '"{key}" is no part of a map here. Did you mean "{nearest}"?',
  'map-key-missing': 'The map needs "{key}" here.',
  'map-not-text': 'This must be text: {what}.',
  'map-not-list': 'This must be a list: {what}.',
  'map-not-one-of': '"{found}" is none of: {known}.',
  'map-unit-unknown':
    '"{unit}" is no unit. Write a word such as EUR or day, %, or a quotient such as EUR/client.',
  'map-unit-rule': 'A unit rule has one of starts, ends and contains, and a unit.',
  'map-condition': 'A condition has a column, and one of is and is-not.',
  'map-no-values': 'The map names no column that holds values, so nothing would be read.',
  'map-no-department': 'The map names no column that holds departments.',
  'map-two-forms':
    'Values in columns and values in rows cannot be mixed: use column, or value-column with period-column, throughout.',
  'column-unknown': 'The table has no column "{column}". It has: {known}.',
  'column-misspelt': 'The table has no column "{column}". Did you mean "{nearest}"?',
  'column-repeated': 'The table has several columns "{column}", so none of them can be meant.',

  'row-left-out': 'The map leaves out rows whose "{column}" is "{found}".',
  'row-map-unsound': 'The map has faults, so no row can be read with it.',
  'row-department-empty': 'The row names no department.',
  'row-department-gap':
    'The row has a department below an empty one: "{below}" has nothing above it in "{column}".',
  'row-measure-empty': 'The row has no name of a measure.',
  'row-id-empty': 'The row has no id of a measure.',
  'row-value-unreadable': '"{found}" is no value: {why}',
  'row-label-differs': 'The label is "{found}", but the map says that this column holds "{expected}".',
  'row-unit-conflict': 'The value is in "{found}", but its name or an earlier row says "{expected}".',
  'row-unit-mixed':
    'Some values of the row are in "{found}" and others have no unit. Add a unit rule to the map, or write the unit.',
  'row-currency-unclear':
    '"{sign}" is the sign of several currencies. Say in the map, under unit-words, which one it is.',
  'row-polarity-unreadable':
    '"{found}" is no polarity. Use higher, lower or range, or translate it under polarity in the map.',
  'row-period-empty': 'The row names no period.',
  'row-is-unreadable': '"{found}" says neither actual nor target.',
  'row-repeated': 'Line {line} already has this measure of this department with other contents.',
  'row-id-repeated': 'The id "{id}" already stands for another measure, on line {line}.',
} as const

export type TableCode = keyof typeof tableWords

/** Says a fault or a reason in words. */
export function explainTable(code: TableCode, facts: Facts): string {
  return fill(tableWords[code], facts)
}
