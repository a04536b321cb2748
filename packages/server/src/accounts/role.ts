/** What a member of an organisation may be; one may be several. */
export const roles = [
  'viewer',
  'contributor',
  'kpi-owner',
  'department-head',
  'strategy-administrator',
  'auditor',
  'connector-administrator',
] as const

export type Role = (typeof roles)[number]

/** What can be allowed. */
export const rights = [
  'read',
  'record-values',
  'edit-strategy',
  'lock-periods',
  'manage-members',
  'manage-connectors',
  'read-audit',
] as const

export type Right = (typeof rights)[number]

/** The rights of each role. Values are recorded by contributors for any KPI, by owners and heads for their own. */
export const rightsOf: Readonly<Record<Role, readonly Right[]>> = {
  viewer: ['read'],
  contributor: ['read', 'record-values'],
  'kpi-owner': ['read', 'record-values'],
  'department-head': ['read', 'record-values'],
  'strategy-administrator': rights,
  auditor: ['read', 'read-audit'],
  'connector-administrator': ['read', 'manage-connectors'],
}
