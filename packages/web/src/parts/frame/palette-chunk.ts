// What is loaded together once the first screen stands.
export { KeyHelp } from './key-help.tsx'
export { Palette } from './palette.tsx'
