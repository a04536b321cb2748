import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { readFullYaml, treeLimits, type YamlFile } from './full-yaml.ts'
import { readPlainYaml } from './plain-yaml.ts'

export { readFullYaml, type YamlFile } from './full-yaml.ts'

const words = {
  'file-too-large':
    'This file has {size} MB; strategy files are read up to {limit} MB. Split it: any number of files may be read together.',
  'yaml-not-plain':
    'From here on this file uses YAML beyond plain tables, lists and one-line values, which is read up to {limit} MB. Write this part plainly, or move it to a smaller file.',
  'nul-byte':
    'The file holds a NUL byte: it is not a text file, or it was saved as UTF-16. Save it as UTF-8.',
  'wrong-encoding': 'Some characters could not be read: the file is not UTF-8. Save it as UTF-8.',
}
const diagnose = diagnoser(words)

export const yamlLimits = { fileBytes: 16e6, fullReaderBytes: 5e5, ...treeLimits }

/** Reads one YAML file to a located tree. Never throws; what could not be read is told in the diagnostics. */
export function readYaml(text: string, file: string): YamlFile {
  const at = (start: number, end = start + 1) => ({ file, start, end })
  const refuse = (diagnostic: Diagnostic): YamlFile => ({ tree: undefined, diagnostics: [diagnostic] })
  if (text.length > yamlLimits.fileBytes) {
    const facts = { size: Math.ceil(text.length / 1e6), limit: yamlLimits.fileBytes / 1e6 }
    return refuse(diagnose('file-too-large', 'error', at(0), facts))
  }
  const nul = text.indexOf('\0')
  if (nul >= 0) return refuse(diagnose('nul-byte', 'error', at(nul)))
  const replaced = text.indexOf('\ufffd')
  if (replaced >= 0) return refuse(diagnose('wrong-encoding', 'error', at(replaced)))
  const plain = readPlainYaml(text)
  if ('tree' in plain) return { tree: plain.tree, diagnostics: [] }
  if (text.length > yamlLimits.fullReaderBytes) {
    const facts = { limit: yamlLimits.fullReaderBytes / 1e6 }
    return refuse(diagnose('yaml-not-plain', 'error', at(Math.min(plain.notPlainAt, text.length - 1)), facts))
  }
  return readFullYaml(text, file)
}
