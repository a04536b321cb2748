/** A file of the demo company; the path uses `/`. */
export type DemoFile = { readonly path: string; readonly text: string }
