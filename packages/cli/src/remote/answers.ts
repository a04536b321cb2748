/** What the server answers, as far as commands read it. */
export type Change = {
  readonly kind: string
  readonly change: string
  readonly id: string
  readonly name: string
  readonly fields: readonly { readonly field: string; readonly before?: string; readonly after?: string }[]
}

export type FileCounts = { readonly added: number; readonly changed: number; readonly removed: number }

export type Plan = {
  readonly base: number
  readonly files: FileCounts
  readonly isSound: boolean
  readonly diagnostics: readonly {
    readonly code: string
    readonly severity: string
    readonly message: string
    readonly place: { readonly file: string; readonly line: number; readonly column: number }
  }[]
  readonly changes: readonly Change[]
  /** Targets that are negotiated, not applied. */
  readonly offered: readonly { readonly kpi: string; readonly period: string }[]
  readonly unsigned: readonly { readonly kpi: string; readonly period: string }[]
  readonly alignment: { readonly before: number; readonly after: number }
  readonly scores: readonly {
    readonly kind: string
    readonly name: string
    readonly before: number | null
    readonly after: number | null
    readonly statusBefore: string | null
    readonly statusAfter: string | null
  }[]
  readonly gaps: readonly {
    readonly kpi: string
    readonly name: string
    readonly period: string
    readonly before: number | null
    readonly after: number | null
  }[]
  readonly findings: readonly { readonly change: string; readonly code: string; readonly message: string }[]
}

export type Applied = {
  readonly base: number
  readonly files: FileCounts
  readonly changes: readonly Change[]
  readonly offered: readonly { readonly negotiation: string; readonly kpi: string; readonly period: string }[]
}

export type Exported = {
  readonly base: number
  readonly organisation: string
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly observations: readonly { readonly path: string; readonly text: string }[]
}

export type Accounting = {
  readonly rowsIn: number
  readonly written: number
  readonly unchanged: number
  readonly rejected: number
  readonly rejections: readonly { readonly row: number; readonly code: string; readonly message: string }[]
  readonly columnsIgnored: readonly string[]
}
