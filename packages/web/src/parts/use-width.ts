import type { RefObject } from 'react'
import { useLayoutEffect, useRef, useState } from 'react'

/** The width of an element in CSS pixels, known before it is first painted and followed as it changes. */
export function useWidth<One extends HTMLElement>(usual: number): readonly [RefObject<One | null>, number] {
  const element = useRef<One>(null)
  const [width, setWidth] = useState(usual)
  useLayoutEffect(() => {
    const own = element.current
    if (!own) return
    setWidth(innerWidthOf(own))
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width))
    })
    observer.observe(own)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}

function innerWidthOf(element: HTMLElement): number {
  const { paddingLeft, paddingRight } = getComputedStyle(element)
  return Math.round(element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight))
}
