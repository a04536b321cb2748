import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { makeRouter } from './routes.tsx'
import { Refused } from './state/ask.ts'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The stream says when something changed; until then what was read holds.
      staleTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 3 && !(error instanceof Refused && error.status >= 400 && error.status < 500),
    },
  },
})
const router = makeRouter(client)

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

export function App() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
