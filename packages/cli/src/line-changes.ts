import type { Paint } from './paint.ts'

/** Draws the lines that differ between two texts: those before with −, those after with +, each with its number. */
export function drawChanges(name: string, before: string, after: string, paint: Paint): string {
  const [a, b] = [before.split('\n'), after.split('\n')]
  const drawn: string[] = [paint.bold(name)]
  const line = (sign: string, number: number, text: string) =>
    `${String(number).padStart(5)} ${sign} ${text.replace(/\r$/, '')}`
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    if (a[i] === b[j]) {
      i++
      j++
      continue
    }
    const [skipA, skipB] = nextCommon(a, i, b, j)
    for (; i < skipA; i++) drawn.push(paint.red(line('-', i + 1, a[i] as string)))
    for (; j < skipB; j++) drawn.push(paint.blue(line('+', j + 1, b[j] as string)))
  }
  return `${drawn.join('\n')}\n`
}

/** The nearest pair of equal lines from two places on; the ends where there is none. */
function nextCommon(a: readonly string[], i: number, b: readonly string[], j: number): [number, number] {
  for (let distance = 1; distance < a.length - i + b.length - j; distance++) {
    for (let ahead = 0; ahead <= distance; ahead++) {
      const [x, y] = [i + ahead, j + distance - ahead]
      if (x < a.length && y < b.length && a[x] === b[y]) return [x, y]
    }
  }
  return [a.length, b.length]
}
