import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router'
import { Fault } from './parts/fault.tsx'
import { NotFound } from './parts/frame/not-found.tsx'
import { Shell } from './parts/frame/shell.tsx'
import { Waiting } from './parts/waiting.tsx'
import type { AuditFilter } from './state/audit.ts'
import { meQuery } from './state/queries.ts'
import type {
  AlignmentSearch,
  BoardSearch,
  KpiSearch,
  MapSearch,
  MomentSearch,
  ReviewsSearch,
  ScorecardSearch,
  SignInSearch,
  SmartSearch,
  StrategySearch,
  WhatIfSearch,
} from './state/search.ts'
import { asGrouping, asText } from './state/search.ts'

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context: { client } }) => {
    const me = await client.ensureQueryData(meQuery).catch(() => undefined)
    if (!me) throw redirect({ to: '/sign-in' })
    const [first] = me.organisations
    if (!first) throw redirect({ to: '/welcome' })
    throw redirect({ to: '/$organisation', params: { organisation: first.slug } })
  },
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => ({ back: asText(search.back) }),
  component: lazyRouteComponent(() => import('./pages/sign-in.tsx'), 'SignInPage'),
})
const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(() => import('./pages/claim.tsx'), 'ClaimPage'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./pages/invitation.tsx'), 'InvitationPage'),
})
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => import('./pages/welcome.tsx'), 'WelcomePage'),
})

const shared = createRoute({
  getParentRoute: () => root,
  path: '/shared/$token',
  component: lazyRouteComponent(() => import('./pages/shared.tsx'), 'SharedPage'),
})

const organisation = createRoute({
  getParentRoute: () => root,
  path: '/$organisation',
  component: Shell,
  validateSearch: (search): MomentSearch => ({
    asOf: asText(search.asOf),
    period: asText(search.period),
    tour: asText(search.tour),
  }),
  // The moment that is looked at stays from place to place.
  search: { middlewares: [retainSearchParams<MomentSearch>(['asOf', 'period'])] },
  beforeLoad: async ({ context: { client }, location }) => {
    const me = await client.ensureQueryData(meQuery).catch(() => undefined)
    if (!me) throw redirect({ to: '/sign-in', search: { back: location.href } })
  },
})

const overview = createRoute({
  getParentRoute: () => organisation,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/overview.tsx'), 'OverviewPage'),
})
const scorecard = createRoute({
  getParentRoute: () => organisation,
  path: '/scorecard',
  validateSearch: (search): ScorecardSearch => ({
    by: asGrouping(search.by),
    find: asText(search.find),
    status: asText(search.status),
  }),
  component: lazyRouteComponent(() => import('./pages/scorecard.tsx'), 'ScorecardPage'),
})
const kpi = createRoute({
  getParentRoute: () => organisation,
  path: '/kpis/$kpi',
  validateSearch: (search): KpiSearch => ({ tab: asText(search.tab) }),
  component: lazyRouteComponent(() => import('./pages/kpi.tsx'), 'KpiPage'),
})
const alignment = createRoute({
  getParentRoute: () => organisation,
  path: '/alignment',
  validateSearch: (search): AlignmentSearch => ({
    severity: asText(search.severity),
    open: asText(search.open),
  }),
  component: lazyRouteComponent(() => import('./pages/alignment.tsx'), 'AlignmentPage'),
})

const cascade = createRoute({
  getParentRoute: () => organisation,
  path: '/cascade',
  component: lazyRouteComponent(() => import('./pages/cascade.tsx'), 'CascadePage'),
})
const map = createRoute({
  getParentRoute: () => organisation,
  path: '/map',
  validateSearch: (search): MapSearch => ({ node: asText(search.node) }),
  component: lazyRouteComponent(() => import('./pages/map.tsx'), 'MapPage'),
})
const checkIn = createRoute({
  getParentRoute: () => organisation,
  path: '/check-in',
  component: lazyRouteComponent(() => import('./pages/check-in.tsx'), 'CheckInPage'),
})

const imports = createRoute({
  getParentRoute: () => organisation,
  path: '/imports',
  component: lazyRouteComponent(() => import('./pages/imports.tsx'), 'ImportsPage'),
})
const oneImport = createRoute({
  getParentRoute: () => organisation,
  path: '/imports/$import',
  component: lazyRouteComponent(() => import('./pages/import.tsx'), 'ImportPage'),
})

const boards = createRoute({
  getParentRoute: () => organisation,
  path: '/boards',
  component: lazyRouteComponent(() => import('./pages/boards.tsx'), 'BoardsPage'),
})
const board = createRoute({
  getParentRoute: () => organisation,
  path: '/boards/$board',
  validateSearch: (search): BoardSearch => ({ edit: search.edit === true ? true : undefined }),
  component: lazyRouteComponent(() => import('./pages/board.tsx'), 'BoardPage'),
})
const agreements = createRoute({
  getParentRoute: () => organisation,
  path: '/agreements',
  component: lazyRouteComponent(() => import('./pages/agreements.tsx'), 'AgreementsPage'),
})
const negotiation = createRoute({
  getParentRoute: () => organisation,
  path: '/agreements/$negotiation',
  component: lazyRouteComponent(() => import('./pages/negotiation.tsx'), 'NegotiationPage'),
})

const reviews = createRoute({
  getParentRoute: () => organisation,
  path: '/reviews',
  validateSearch: (search): ReviewsSearch => ({ cycle: asText(search.cycle), period: asText(search.period) }),
  component: lazyRouteComponent(() => import('./pages/reviews.tsx'), 'ReviewsPage'),
})
const review = createRoute({
  getParentRoute: () => organisation,
  path: '/reviews/$review',
  component: lazyRouteComponent(() => import('./pages/review.tsx'), 'ReviewPage'),
})

const strategy = createRoute({
  getParentRoute: () => organisation,
  path: '/strategy',
  validateSearch: (search): StrategySearch => ({ file: asText(search.file), at: asText(search.at) }),
  component: lazyRouteComponent(() => import('./pages/strategy.tsx'), 'StrategyPage'),
})

const people = createRoute({
  getParentRoute: () => organisation,
  path: '/people',
  component: lazyRouteComponent(() => import('./pages/people.tsx'), 'PeoplePage'),
})

const audit = createRoute({
  getParentRoute: () => organisation,
  path: '/audit',
  validateSearch: (search): AuditFilter => ({
    kind: asText(search.kind),
    actor: asText(search.actor),
    subject: asText(search.subject),
    from: asText(search.from),
    to: asText(search.to),
  }),
  component: lazyRouteComponent(() => import('./pages/audit.tsx'), 'AuditPage'),
})

const connections = createRoute({
  getParentRoute: () => organisation,
  path: '/connections',
  component: lazyRouteComponent(() => import('./pages/connections.tsx'), 'ConnectionsPage'),
})

const settings = createRoute({
  getParentRoute: () => organisation,
  path: '/settings',
  component: lazyRouteComponent(() => import('./pages/settings.tsx'), 'SettingsPage'),
})

const smart = createRoute({
  getParentRoute: () => organisation,
  path: '/smart',
  validateSearch: (search): SmartSearch => ({ say: asText(search.say) }),
  component: lazyRouteComponent(() => import('./pages/smart.tsx'), 'SmartPage'),
})

const whatIf = createRoute({
  getParentRoute: () => organisation,
  path: '/what-if',
  validateSearch: (search): WhatIfSearch => ({ set: asText(search.set) }),
  component: lazyRouteComponent(() => import('./pages/what-if.tsx'), 'WhatIfPage'),
})
const inbox = createRoute({
  getParentRoute: () => organisation,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./pages/inbox.tsx'), 'InboxPage'),
})
const preferences = createRoute({
  getParentRoute: () => organisation,
  path: '/preferences',
  component: lazyRouteComponent(() => import('./pages/preferences.tsx'), 'PreferencesPage'),
})
const telling = createRoute({
  getParentRoute: () => organisation,
  path: '/telling',
  component: lazyRouteComponent(() => import('./pages/telling.tsx'), 'TellingPage'),
})
const checkInLink = createRoute({
  getParentRoute: () => root,
  path: '/check-in/link/$token',
  component: lazyRouteComponent(() => import('./pages/check-in-link.tsx'), 'CheckInLinkPage'),
})

const tree = root.addChildren([
  home,
  signIn,
  claim,
  invitation,
  welcome,
  shared,
  checkInLink,
  organisation.addChildren([
    overview,
    scorecard,
    kpi,
    alignment,
    cascade,
    map,
    checkIn,
    imports,
    oneImport,
    boards,
    board,
    agreements,
    negotiation,
    reviews,
    review,
    people,
    strategy,
    audit,
    connections,
    settings,
    smart,
    whatIf,
    inbox,
    preferences,
    telling,
  ]),
])

/** Every place of the application. */
export function makeRouter(client: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { client },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: Waiting,
    defaultErrorComponent: Fault,
    defaultNotFoundComponent: NotFound,
    scrollRestoration: true,
  })
}
