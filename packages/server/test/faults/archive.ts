import { setTimeout as sleep } from 'node:timers/promises'
import { verifyArchive } from '../../../cli/src/verify/archive.ts'

/** The archive of an organisation, in lines. */
export async function fetchArchive(
  url: string,
  organisation: string,
  token: string,
): Promise<readonly string[]> {
  const response = await fetch(`${url}/api/v1/organisations/${organisation}/archive`, {
    headers: { authorization: `Bearer ${token}` },
  })
  if (response.status === 503) {
    await sleep(500)
    return fetchArchive(url, organisation, token)
  }
  return (await response.text()).split('\n')
}

/** What the independent verifier finds wrong with the lines of an archive. */
export async function verifyLines(lines: readonly string[]): Promise<readonly string[]> {
  return (await verifyArchive(each(lines))).faults
}

/** What the independent verifier finds wrong with an organisation of a server. */
export async function verifyUrl(
  url: string,
  organisation: string,
  token: string,
): Promise<readonly string[]> {
  return verifyLines(await fetchArchive(url, organisation, token))
}

async function* each(lines: readonly string[]): AsyncIterable<string> {
  yield* lines
}
