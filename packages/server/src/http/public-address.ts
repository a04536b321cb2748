import { BlockList, isIP } from 'node:net'

/** IPv4 that is not globally reachable: IANA's special-purpose registry (RFC 6890), multicast and what is reserved. */
const closed4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]

/** Of IPv6 only global unicast is open, without what stands for other addresses: Teredo, 6to4, documentation. */
const open6 = ['2000::/3']
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const lists = {
  closed4: listOf(closed4, 'ipv4'),
  open6: listOf(open6, 'ipv6'),
  closed6: listOf(closed6, 'ipv6'),
}

/** Whether an IP address belongs to the public internet; false for what is no address. */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !lists.closed4.check(address, 'ipv4')
  return family === 6 && lists.open6.check(address, 'ipv6') && !lists.closed6.check(address, 'ipv6')
}

function listOf(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network, bits] = range.split('/') as [string, string]
    list.addSubnet(network, Number(bits), family)
  }
  return list
}
