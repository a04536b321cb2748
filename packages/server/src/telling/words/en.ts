import type { Words } from './shape.ts'

export const en: Words = {
  notices: {
    'check-in-due': ['{name}: the value of {period} is to be handed in', 'Due on {due|day}.'],
    'check-in-late': ['{name}: the value of {period} is late', 'Owner: {owner}. It was due on {due|day}.'],
    'offer-waits': ['{name}: an offer waits for you', '{by} made it. It stands until {until|day}.'],
    'agreement-stale': ['{name}: what was agreed is stale', 'It rests on what has changed: {what}.'],
    mentioned: ['{by} mentions you', 'In a comment on {name}.'],
    'action-due': ['{name}: an action of yours is due', 'Due on {due|day}.'],
    'review-soon': ['{name}: the review is near', 'It is on {due|day}.'],
    'finding-new': ['{message}', 'A new finding of the alignment report.'],
  },
  signature: ['{name}: your signature is asked for', 'All sides have accepted. It stands until {until|day}.'],
  sorts: {
    'check-in-due': 'Values to hand in',
    'check-in-late': 'Late values',
    'offer-waits': 'Offers that wait for you',
    'agreement-stale': 'Stale agreements',
    mentioned: 'Mentions',
    'action-due': 'Actions',
    'review-soon': 'Reviews',
    'finding-new': 'New findings',
  },
  digestSubject: '{organisation}: {count} notices',
  open: 'Open in Keelson',
  handIn: 'Hand in the value',
  linkNote:
    'The link takes one value, works once, and for seven days. Whoever has it can use it: do not pass it on.',
  why: 'You are told of this as a member of {organisation}. Choose what you are told, when and how:',
  testTitle: 'A test of Keelson',
  testDetail: 'Notices of {organisation} arrive here.',
  calendarDue: 'Value due: {name}, {period}',
  calendarOffer: 'Offer ends: {name}',
  calendarReview: 'Review: {name}',
  calendarAction: 'Action due: {name}',
}
