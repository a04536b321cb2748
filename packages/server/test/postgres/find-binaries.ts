// Tells which programs serve: node find-binaries.ts <package folder> <data directory>
import { findAccount } from '../../src/postgres/account.ts'
import { usePackage } from '../../src/postgres/binaries.ts'

const [packaged, folder] = process.argv.slice(2) as [string, string]
process.stdout.write(JSON.stringify(await usePackage(packaged, folder, await findAccount())))
