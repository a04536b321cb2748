// Plain JavaScript for any Node since 20.19: installs what is missing, then goes on with the project's own Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const lock = join(root, 'package-lock.json')
const stamp = join(root, 'node_modules', '.keelson-installed')

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  stop(
    `Keelson needs Node 20.19 or newer to start its scripts; this is ${process.version}. Install a newer Node.`,
  )
}

install()
const node = projectNode()
const cli = ['packages/cli/bin/keelson.js']
const plain = process.stdout.isTTY ? [] : ['--colors=off']
const build = [bin('vite', 'vite'), 'build', 'packages/web', '--config', 'packages/web/vite.config.ts']
const tasks = {
  build: [build],
  dev: [[bin('vite', 'vite'), 'packages/web', '--config', 'packages/web/vite.config.ts']],
  start: [...(isBuilt() ? [] : [build]), [...cli, 'demo'], [...cli, 'serve']],
  types: ['packages/core', 'packages/web', 'packages/web/test', '.'].map((project) => [
    bin('typescript', 'tsc'),
    '-p',
    project,
  ]),
  lint: [[bin('@biomejs/biome', 'biome'), 'ci', '--error-on-warnings', ...plain, '.']],
  fix: [[bin('@biomejs/biome', 'biome'), 'check', '--write', '.']],
  screens: [build, ['packages/web/screens/main.ts']],
  vitest: [[bin('vitest', 'vitest'), 'run']],
  bench: [['bench/main.ts']],
  'bench:faults': [['bench/faults/main.ts']],
  'bench:evidence': [['bench/evidence/main.ts']],
  'bench:forecast': [['bench/forecast/main.ts']],
  'bench:simulate': [['bench/simulate/main.ts']],
  'bench:server': [['bench/server/main.ts']],
  'bench:web': [build, ['bench/web/main.ts']],
}
tasks.test = [...tasks.types, ...tasks.lint, ...(isBuilt() ? [] : [build]), ...tasks.vitest]

const [name, ...rest] = process.argv.slice(2)
if (['test', 'screens', 'bench:web'].includes(name)) findChromium()
const steps = tasks[name] ?? stop(`There is no task "${name}". Tasks: ${Object.keys(tasks).join(', ')}.`)
for (const [index, step] of steps.entries()) {
  const last = index === steps.length - 1
  const code = await run([...step, ...(last ? rest : [])])
  if (code !== 0) process.exit(code)
}

/** Runs one step to its end. It is told of signals, and ends by itself, so that a server can stop in order. */
function run(args) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: root, stdio: 'inherit' })
    const pass = (signal) => child.kill(signal)
    const ignore = () => {}
    process.on('SIGTERM', pass)
    // The terminal sends Ctrl-C to the step as well.
    process.on('SIGINT', ignore)
    child.on('exit', (code) => {
      process.off('SIGTERM', pass)
      process.off('SIGINT', ignore)
      resolve(code ?? 1)
    })
  })
}

function install() {
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  process.stderr.write('Installing the packages of the lockfile ...\n')
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (done.status !== 0) stop('npm ci failed: see its message above.')
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

/** The tests of the web application run in the browser of the system; on Debian it is installed where that can be done. */
function findChromium() {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ]
  const elsewhere = process.platform === 'darwin' || process.platform === 'win32'
  if (elsewhere || places.some((place) => place && existsSync(place))) return
  const isDebian = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0
  if (isDebian) {
    process.stderr.write('Installing Chromium, for the tests of the web application ...\n')
    const quiet = { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    spawnSync('apt-get', ['update'], quiet)
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-core'], quiet)
  }
  if (!existsSync('/usr/bin/chromium'))
    stop(
      'The tests need Chromium: install it (on Debian: apt-get install chromium), or name one in CHROMIUM.',
    )
}

/** Whether the web application was built from the sources as they are. */
function isBuilt() {
  const site = join(root, 'packages/web/dist/index.html')
  if (!existsSync(site)) return false
  const built = statSync(site).mtimeMs
  return ['packages/web', 'packages/core/src'].every((folder) =>
    readdirSync(join(root, folder), { recursive: true }).every(
      (name) =>
        /(^|[\\/])(dist|node_modules|test)([\\/]|$)/.test(name) ||
        statSync(join(root, folder, name)).isDirectory() ||
        statSync(join(root, folder, name)).mtimeMs <= built,
    ),
  )
}

/** The Node that the lockfile brings; the one running, where it is new enough and none came with the lockfile. */
function projectNode() {
  const names = [`node-${process.platform}-${process.arch}`, `node-bin-${process.platform}-${process.arch}`]
  if (process.platform === 'win32') names.push(`node-win-${process.arch}`)
  for (const name of names) {
    for (const file of ['bin/node', 'bin/node.exe']) {
      const path = join(root, 'node_modules', name, file)
      if (existsSync(path)) return path
    }
  }
  if (major >= 26) return process.execPath
  return stop(
    `No Node 26 for ${process.platform}-${process.arch} came with the packages; install Node 26 and try again.`,
  )
}

function bin(packageName, command) {
  const folder = join(root, 'node_modules', packageName)
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const entry = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[command]
  return join(folder, entry)
}

function stop(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}
