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
  'discuss',
  'record-values',
  'edit-strategy',
  'lock-periods',
  'manage-members',
  'manage-connectors',
  'read-audit',
] as const

export type Right = (typeof rights)[number]

/** The rights of each role. To discuss is to comment and to keep boards. Values are recorded by contributors for any KPI, by owners and heads for their own. */
export const rightsOf: Readonly<Record<Role, readonly Right[]>> = {
  viewer: ['read', 'discuss'],
  contributor: ['read', 'discuss', 'record-values'],
  'kpi-owner': ['read', 'discuss', 'record-values'],
  'department-head': ['read', 'discuss', 'record-values'],
  'strategy-administrator': rights,
  auditor: ['read', 'discuss', 'read-audit'],
  'connector-administrator': ['read', 'manage-connectors'],
}
