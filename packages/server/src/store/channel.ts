/** The channel on which every server process hears `<organisation> <seq>` of what was committed. */
export const channel = 'keelson_events'

/** Whose inbox is another, as `<organisation> <account>`. */
export const inboxChannel = 'keelson_inbox'
