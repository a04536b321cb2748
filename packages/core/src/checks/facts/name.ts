/** A name without what people write differently by accident: case, spaces, hyphens, accents (Unicode NFKD). */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]/gu, '')
}
