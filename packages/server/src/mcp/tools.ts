import Type from 'typebox'
import { AlignmentQuery, ExplanationQuery } from '../api/alignment.ts'
import { NegotiationsQuery, OfferBody } from '../api/negotiations.ts'
import { ActionsQuery, AgendaQuery } from '../api/reviews.ts'
import { ScorecardQuery } from '../api/scorecard.ts'
import { FilesQuery, StrategyBody } from '../api/strategy.ts'
import { ValuePlanBody } from '../api/values.ts'

type Arguments = Readonly<Record<string, unknown>>

/** A request below the address of an organisation. */
export type Asked = { readonly path: string; readonly query?: Arguments; readonly body?: Arguments }

/** A tool is a name for one address of the interface that changes nothing. */
export type Tool = {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly input: Type.TObject
  readonly ask: (given: Arguments, base: number) => Asked
}

const { properties: planProperties } = StrategyBody

/** Every tool, in the order of the list. */
export const tools: readonly Tool[] = [
  {
    name: 'overview',
    title: 'How the company stands',
    description:
      'The headline, the score of the organisation, the alignment score from 0 to 100, and how many findings, KPIs and objectives there are.',
    input: Type.Object({}, { additionalProperties: false }),
    ask: () => ({ path: '' }),
  },
  {
    name: 'scorecard',
    title: 'Scorecard',
    description:
      'Every KPI with its id, actual value, target, original target, score and status, in groups. A score that is null is unknown: "why" says the reason.',
    input: ScorecardQuery,
    ask: (query) => ({ path: '/scorecard', query }),
  },
  {
    name: 'alignment',
    title: 'Alignment report',
    description:
      'Whether the targets of the departments add up to those of the company: gaps, over-allocation, double counting, contradictions, orphans and other findings, errors first, each with its facts and its place in the strategy files.',
    input: AlignmentQuery,
    ask: (query) => ({ path: '/alignment', query }),
  },
  {
    name: 'explain',
    title: 'Explain a number',
    description:
      'Where a score or a value comes from: what it is made of with weights, targets and their versions, formulas, and the observed values at the end. kind and id say whose number; all kinds but the organisation have an id.',
    input: ExplanationQuery,
    ask: (query) => ({ path: '/explanation', query }),
  },
  {
    name: 'strategy_files',
    title: 'Strategy files',
    description:
      'The names of the strategy files; with a path, the text of that file. A plan takes whole files, so read a file before you propose another text for it.',
    input: FilesQuery,
    ask: (query) => ({ path: '/strategy/files', query }),
  },
  {
    name: 'negotiations',
    title: 'Targets that are negotiated',
    description:
      'The targets and contribution links that people negotiate: their state, who must act and until when, and how far the number has moved. mine, open and kpi narrow it.',
    input: NegotiationsQuery,
    ask: (query) => ({ path: '/negotiations', query }),
  },
  {
    name: 'agenda',
    title: 'Agenda of a review',
    description:
      'What a review would talk about as things stand, the gravest first, each with its reasons and what can be decided on it: KPIs off track, at risk, unknown or showing a signal, stale agreements, findings, late actions and initiatives. Without cycle and period: the first cycle and the period that ended last.',
    input: AgendaQuery,
    ask: (query) => ({ path: '/agenda', query }),
  },
  {
    name: 'actions',
    title: 'Actions from reviews',
    description: 'What reviews have given people to do, by the day it is due. mine, open and kpi narrow it.',
    input: ActionsQuery,
    ask: (query) => ({ path: '/actions', query }),
  },
  {
    name: 'propose_offer',
    title: 'Propose an offer',
    description:
      'What terms for a target or a contribution link would do to the targets above: produced, gap and what stays unallocated, before and after. Nothing is written: a person offers them.',
    input: OfferBody,
    ask: (body) => ({ path: '/negotiations/effect', body }),
  },
  {
    name: 'plan',
    title: 'Propose a change of the strategy',
    description:
      'What strategy files would change: definitions, scores, gaps, findings and the alignment. Nothing is written: the answer is a proposal, which a person applies with keelson apply.',
    input: Type.Object(
      {
        files: planProperties.files,
        whole: Type.Optional(planProperties.whole),
        base: Type.Optional(planProperties.base),
      },
      { additionalProperties: false },
    ),
    ask: ({ files, whole = false, base }, current) => ({
      path: '/strategy/plan',
      body: { files, whole, base: base ?? current },
    }),
  },
  {
    name: 'propose_value',
    title: 'Propose a value',
    description:
      'What recording a value of a measure and period would change: scores, gaps, findings and the alignment, and whether you would be refused. Nothing is written: a person records it.',
    input: ValuePlanBody,
    ask: (body) => ({ path: '/values/plan', body }),
  },
]
