import type { Words } from './shape.ts'

export const de: Words = {
  notices: {
    'check-in-due': ['{name}: Der Wert für {period} ist abzugeben', 'Fällig am {due|day}.'],
    'check-in-late': [
      '{name}: Der Wert für {period} ist überfällig',
      'Verantwortlich: {owner}. Fällig war er am {due|day}.',
    ],
    'offer-waits': ['{name}: Ein Angebot wartet auf Sie', 'Von {by}. Es gilt bis {until|day}.'],
    'agreement-stale': [
      '{name}: Die Vereinbarung ist überholt',
      'Geändert hat sich, worauf sie ruht: {what}.',
    ],
    mentioned: ['{by} erwähnt Sie', 'In einem Kommentar zu {name}.'],
    'action-due': ['{name}: Eine Ihrer Aufgaben ist fällig', 'Fällig am {due|day}.'],
    'review-soon': ['{name}: Das Review steht bevor', 'Es findet am {due|day} statt.'],
    'finding-new': ['{message}', 'Ein neuer Befund des Berichts zur Ausrichtung.'],
  },
  signature: [
    '{name}: Ihre Unterschrift wird erbeten',
    'Alle Seiten haben zugestimmt. Es gilt bis {until|day}.',
  ],
  sorts: {
    'check-in-due': 'Abzugebende Werte',
    'check-in-late': 'Überfällige Werte',
    'offer-waits': 'Angebote, die auf Sie warten',
    'agreement-stale': 'Überholte Vereinbarungen',
    mentioned: 'Erwähnungen',
    'action-due': 'Aufgaben',
    'review-soon': 'Reviews',
    'finding-new': 'Neue Befunde',
  },
  digestSubject: '{organisation}: {count} Mitteilungen',
  open: 'In Keelson öffnen',
  handIn: 'Wert abgeben',
  linkNote:
    'Der Link nimmt einen Wert an, einmal, und gilt sieben Tage. Wer ihn hat, kann ihn nutzen: Geben Sie ihn nicht weiter.',
  why: 'Sie erhalten dies als Mitglied von {organisation}. Was Sie wann und wie erfahren, legen Sie hier fest:',
  testTitle: 'Ein Test von Keelson',
  testDetail: 'Mitteilungen von {organisation} kommen hier an.',
  calendarDue: 'Wert fällig: {name}, {period}',
  calendarOffer: 'Angebot endet: {name}',
  calendarReview: 'Review: {name}',
  calendarAction: 'Aufgabe fällig: {name}',
}
