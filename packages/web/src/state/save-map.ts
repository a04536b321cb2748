const kept = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font',
  'color',
  'background-color',
  'border',
  'border-radius',
  'padding',
  'display',
  'text-align',
]

/** Saves the drawing of the strategy map as an SVG file that needs no style sheet. */
export function saveMap(organisation: string): void {
  const drawing = document.getElementById('strategy-map')
  if (!drawing) return
  const copy = drawing.cloneNode(true) as SVGElement
  const own = [drawing, ...drawing.querySelectorAll('*')]
  for (const [at, element] of [copy, ...copy.querySelectorAll<SVGElement>('*')].entries()) {
    const style = getComputedStyle(own[at] as Element)
    for (const name of kept) element.style.setProperty(name, style.getPropertyValue(name))
  }
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  save(
    `${organisation}-map.svg`,
    new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }),
  )
}

/** Hands a file to the person. */
export function save(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
