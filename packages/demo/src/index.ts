export { perlbeckFiles, perlbeckSeed } from './perlbeck.ts'
