/** Why a value of a sheet is not taken, in words. */
export const intakeWords = {
  'import-measure-blank': 'There is no name of a measure here.',
  'import-measure-unknown': 'There is no measure "{text}". Say which one is meant, or leave its rows out.',
  'import-measure-several': '"{text}" is the name of several measures. Say which one is meant.',
  'import-department-unknown':
    'There is no department "{text}". Say which one is meant, or leave its rows out.',
  'import-department-other':
    '{measure} is not at home in "{text}". Say which department is meant, or ignore the column.',
  'import-period-blank': 'There is no period here.',
  'import-period-two-ways': '"{text}" may be two days. Say whether the day or the month comes first.',
  'import-value-two-ways': '"{text}" may be two numbers. Say which mark stands before decimals.',
  'import-value-unreadable': '"{text}" is no value. Write what is meant, or leave it out.',
  'import-left-out': 'You left out "{text}".',
  'import-repeated': 'Row {row} already says something else of this measure and period.',
} as const

export type IntakeCode = keyof typeof intakeWords
