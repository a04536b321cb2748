import type { Clock } from './clock.ts'
import type { DemoFile } from './demo-file.ts'
import { companyFile } from './departments/company.ts'
import { customerServiceFile } from './departments/customer-service.ts'
import { financeFile } from './departments/finance.ts'
import { makeKit } from './departments/kit.ts'
import { marketingFile } from './departments/marketing.ts'
import { operationsFile } from './departments/operations.ts'
import { peopleFile } from './departments/people.ts'
import { productFile } from './departments/product.ts'
import { salesFile } from './departments/sales.ts'

/** One file for the company's own KPIs, and one for each department. */
export function departmentFiles(clock: Clock): DemoFile[] {
  const kit = makeKit(clock)
  return [
    companyFile,
    financeFile,
    salesFile,
    marketingFile,
    operationsFile,
    productFile,
    customerServiceFile,
    peopleFile,
  ].map((file) => file(kit))
}
