import type { RefObject } from 'react'
import { useEffect, useRef, useState } from 'react'

/** The width of an element in CSS pixels, followed as it changes. */
export function useWidth<One extends Element>(usual: number): readonly [RefObject<One | null>, number] {
  const element = useRef<One>(null)
  const [width, setWidth] = useState(usual)
  useEffect(() => {
    const own = element.current
    if (!own) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.round(entry.contentRect.width))
    })
    observer.observe(own)
    return () => observer.disconnect()
  }, [])
  return [element, width]
}
