import type { Entry } from './command.ts'

/** Every command, in the order of the help. */
export const commands: readonly Entry[] = [
  {
    name: 'init',
    summary: 'Writes a first strategy to adapt',
    load: async () => (await import('./commands/init.ts')).init,
  },
  {
    name: 'check',
    summary: 'Says whether the strategy is sound and the KPIs add up',
    load: async () => (await import('./commands/check.ts')).check,
  },
  {
    name: 'fix',
    summary: 'Makes the certain repairs of what check finds',
    load: async () => (await import('./commands/fix.ts')).fix,
  },
  {
    name: 'scorecard',
    summary: 'Shows actual values, targets, scores and status',
    load: async () => (await import('./commands/scorecard.ts')).scorecard,
  },
  {
    name: 'reconcile',
    summary: 'Compares each target with what the targets below it produce',
    load: async () => (await import('./commands/reconcile.ts')).reconcileCommand,
  },
  {
    name: 'explain',
    summary: 'Derives a number from what it is made of, down to the observations',
    load: async () => (await import('./commands/explain.ts')).explainCommand,
  },
  {
    name: 'forecast',
    summary: 'Forecasts a KPI, or series line by line, with intervals',
    load: async () => (await import('./commands/forecast.ts')).forecastCommand,
  },
  {
    name: 'attain',
    summary: 'Tells the chance that the targets of KPIs are met',
    load: async () => (await import('./commands/attain.ts')).attainCommand,
  },
  {
    name: 'propose',
    summary: 'Proposes targets for a review, with their chances',
    load: async () => (await import('./commands/propose.ts')).proposeCommand,
  },
  {
    name: 'signals',
    summary: 'Tells signals from noise in the values of KPIs',
    load: async () => (await import('./commands/signals.ts')).signalsCommand,
  },
  {
    name: 'evidence',
    summary: 'Judges the causal links of the strategy map by their data',
    load: async () => (await import('./commands/evidence.ts')).evidenceCommand,
  },
  {
    name: 'simulate',
    summary: 'Tells the chance of every objective, all measures drawn together',
    load: async () => (await import('./commands/simulate.ts')).simulateCommand,
  },
  {
    name: 'whatif',
    summary: 'Changes measures and shows what follows for every target',
    load: async () => (await import('./commands/whatif.ts')).whatifCommand,
  },
  {
    name: 'seek',
    summary: 'Finds the smallest change of measures that meets a target',
    load: async () => (await import('./commands/seek.ts')).seekCommand,
  },
  {
    name: 'smart',
    summary: 'Reads a target sentence and judges it letter by letter',
    load: async () => (await import('./commands/smart.ts')).smart,
  },
  {
    name: 'graph',
    summary: 'Draws objectives, KPIs and their links as Mermaid or JSON',
    load: async () => (await import('./commands/graph.ts')).graph,
  },
  {
    name: 'diff',
    summary: 'Says what changed between two strategies, and what follows',
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  {
    name: 'format',
    summary: 'Lays out strategy files in the usual way',
    load: async () => (await import('./commands/format.ts')).format,
  },
  {
    name: 'schema',
    summary: 'Prints the JSON Schema of strategy files, or their reference',
    load: async () => (await import('./commands/schema.ts')).schema,
  },
  {
    name: 'import',
    summary: 'Makes a strategy from a table of measures',
    load: async () => (await import('./commands/import.ts')).importCommand,
  },
  {
    name: 'demo',
    summary: 'Writes the demo company as of today, and shows its scorecard and alignment report',
    load: async () => (await import('./commands/demo.ts')).demo,
  },
  {
    name: 'serve',
    summary: 'Starts the server, with the demo company in an empty one',
    load: async () => (await import('./commands/serve.ts')).serve,
  },
  {
    name: 'doctor',
    summary: 'Looks whether the server can run here as it is set',
    load: async () => (await import('./commands/doctor.ts')).doctor,
  },
  {
    name: 'login',
    summary: 'Signs in to a server',
    load: async () => (await import('./commands/login.ts')).login,
  },
  {
    name: 'plan',
    summary: 'Says what strategy files would change on the server',
    load: async () => (await import('./commands/plan.ts')).plan,
  },
  {
    name: 'apply',
    summary: 'Applies strategy files to the server',
    load: async () => (await import('./commands/apply.ts')).apply,
  },
  {
    name: 'negotiate',
    summary: 'Offers, counters, accepts and signs targets with the others concerned',
    load: async () => (await import('./commands/negotiate.ts')).negotiate,
  },
  {
    name: 'review',
    summary: 'Lists, opens and closes reviews, and follows what they give people to do',
    load: async () => (await import('./commands/review.ts')).review,
  },
  {
    name: 'inbox',
    summary: 'What waits for you on the server',
    load: async () => (await import('./commands/inbox.ts')).inbox,
  },
  {
    name: 'export',
    summary: 'Writes the strategy and values of the server as files',
    load: async () => (await import('./commands/export.ts')).exportCommand,
  },
  {
    name: 'push',
    summary: 'Sends observed values to the server',
    load: async () => (await import('./commands/push.ts')).push,
  },
  {
    name: 'pull',
    summary: 'Writes the observed values of the server as files',
    load: async () => (await import('./commands/pull.ts')).pull,
  },
  {
    name: 'asof',
    summary: 'Shows the scorecard as it was known on a day',
    load: async () => (await import('./commands/asof.ts')).asof,
  },
  {
    name: 'verify',
    summary: 'Proves that nothing was lost or changed unseen',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  {
    name: 'backup',
    summary: 'Writes everything the organisation holds into a file',
    load: async () => (await import('./commands/backup.ts')).backup,
  },
  {
    name: 'restore',
    summary: 'Makes an organisation from a backup',
    load: async () => (await import('./commands/restore.ts')).restore,
  },
  {
    name: 'token',
    summary: 'Lists or ends tokens',
    load: async () => (await import('./commands/token.ts')).token,
  },
  {
    name: 'mcp',
    summary: 'Lets programs that speak the Model Context Protocol ask the server',
    load: async () => (await import('./commands/mcp.ts')).mcp,
  },
  {
    name: 'completion',
    summary: 'Prints a script that completes commands and options in a shell',
    load: async () => (await import('./commands/completion.ts')).completionOf(() => commands),
  },
]
