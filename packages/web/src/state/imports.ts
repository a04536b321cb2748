import type {
  ImportDraft,
  ImportList,
  ImportMapping,
  ImportMoved,
  ImportPreview,
} from '@keelson/server/answers'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'
import type { MessageId } from './words.ts'

export type Problem = ImportPreview['problems'][number]
export type Repair = ImportMapping['repairs'][number]
export type ColumnRole = ImportMapping['columns'][number]

/** What a column may hold, in the order in which it is offered. */
export const roles: readonly (readonly [ColumnRole, MessageId])[] = [
  ['measure', 'imports.roleMeasure'],
  ['department', 'imports.roleDepartment'],
  ['period', 'imports.rolePeriod'],
  ['value', 'imports.roleValue'],
  ['values', 'imports.roleValues'],
  ['note', 'imports.roleNote'],
  ['ignored', 'imports.roleIgnored'],
]

export const importsQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'imports'],
    queryFn: ({ signal }) => ask<ImportList>(addressOf(organisation, '/imports'), { signal }),
  })

type Choice = { readonly sheet?: number; readonly headerRow?: number }

export const draftQuery = (organisation: string, id: string, { sheet, headerRow }: Choice = {}) =>
  queryOptions({
    queryKey: ['of', organisation, 'imports', id, 'draft', sheet, headerRow],
    queryFn: ({ signal }) =>
      ask<ImportDraft>(addressOf(organisation, `/imports/${id}`, { sheet, headerRow }), { signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })

export const previewQuery = (organisation: string, id: string, mapping: ImportMapping) =>
  queryOptions({
    queryKey: ['of', organisation, 'imports', id, 'preview', mapping],
    queryFn: async ({ signal }) => {
      await ask<ImportMoved>(addressOf(organisation, `/imports/${id}/mapping`), {
        method: 'PUT',
        body: mapping,
        signal,
      })
      return ask<ImportPreview>(addressOf(organisation, `/imports/${id}/preview`), { signal })
    },
    placeholderData: keepPreviousData,
    retry: false,
  })

/** Sends a file as it is; what is in it says what it is. */
export function sendFile(organisation: string, name: string, file: Blob): Promise<ImportDraft> {
  return ask<ImportDraft>(addressOf(organisation, '/imports', { name: name.slice(-200) }), {
    method: 'POST',
    body: file,
    headers: { 'content-type': 'application/octet-stream' },
  })
}

/** The sample file of the organisation. */
export async function sampleFile(organisation: string): Promise<Blob> {
  return new Blob([await ask<string>(addressOf(organisation, '/imports/sample.csv'))])
}

/** Commits an import or takes it back. */
export function moveImport(organisation: string, id: string, step: 'commit' | 'undo'): Promise<ImportMoved> {
  return ask<ImportMoved>(addressOf(organisation, `/imports/${id}/${step}`), { method: 'POST' })
}

/** The mapping with one more repair; it stands in the place of an earlier one of the same text. */
export function repaired(mapping: ImportMapping, repair: Repair): ImportMapping {
  const others = mapping.repairs.filter(({ kind, from }) => kind !== repair.kind || from !== repair.from)
  return { ...mapping, repairs: [...others, repair] }
}

/** The mapping without the repair of a text. */
export function unrepaired(mapping: ImportMapping, kind: string, from: string): ImportMapping {
  return { ...mapping, repairs: mapping.repairs.filter((one) => one.kind !== kind || one.from !== from) }
}

/** Items of which the place is all that tells them apart, each with its number from 1. */
export function numbered<Item>(
  items: readonly Item[],
): readonly { readonly number: number; readonly item: Item }[] {
  return items.map((item, at) => ({ number: at + 1, item }))
}

/** What is wrong, by its code; undefined where the server's own words say it. */
const words: Readonly<Record<string, MessageId>> = {
  'import-measure-blank': 'imports.measureBlank',
  'import-measure-unknown': 'imports.measureUnknown',
  'import-measure-several': 'imports.measureSeveral',
  'import-department-unknown': 'imports.departmentUnknown',
  'import-department-other': 'imports.departmentOther',
  'import-period-blank': 'imports.periodBlank',
  'import-period-two-ways': 'imports.periodTwoWays',
  'import-value-two-ways': 'imports.valueTwoWays',
  'import-value-unreadable': 'imports.valueUnreadable',
  'import-left-out': 'imports.leftOut',
  'import-repeated': 'imports.repeated',
  'observation-period-unreadable': 'imports.periodUnreadable',
  'observation-grain': 'imports.grain',
  'observation-value-unit': 'imports.unit',
  'observation-of-computed': 'imports.computed',
  'period-locked': 'imports.locked',
  'row-unreadable': 'imports.rowUnreadable',
  forbidden: 'imports.forbidden',
}

export function wordOf({ code }: Problem): MessageId | undefined {
  return words[code]
}

/** How a problem can be mended: by choosing what is meant, by writing it, by saying how all are written, or not here. */
export type Mending = 'choose' | 'write' | 'decimal' | 'dayOrder' | 'again' | 'none'

const mendings: Readonly<Record<string, Mending>> = {
  'import-measure-unknown': 'choose',
  'import-measure-several': 'choose',
  'import-department-unknown': 'choose',
  'import-department-other': 'choose',
  'observation-of-computed': 'choose',
  'import-period-two-ways': 'dayOrder',
  'import-value-two-ways': 'decimal',
  'import-value-unreadable': 'write',
  'observation-period-unreadable': 'write',
  'observation-grain': 'write',
  'observation-value-unit': 'write',
  'import-left-out': 'again',
}

export function mendingOf({ code }: Problem): Mending {
  return mendings[code] ?? 'none'
}
