import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** The folder of the built web application; undefined where it was not built. */
export function siteFolder(): string | undefined {
  const folder = join(import.meta.dirname, 'dist')
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}
