import { Random } from '../../core/test/random.ts'

const workers = 6

/** Runs as many random sequences, six at once, each from a seed of its own. */
export async function runSequences(count: number, act: (random: Random) => Promise<void>): Promise<void> {
  let next = 0
  const work = async () => {
    while (next < count) await act(new Random(next++))
  }
  await Promise.all(Array.from({ length: workers }, work))
}
