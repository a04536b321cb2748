import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressed } from './build/compress.ts'
import { compiledMessages } from './build/messages.ts'

const root = import.meta.dirname

export default defineConfig({
  root,
  logLevel: 'warn',
  plugins: [react(), compiledMessages(join(root, 'locales')), compressed()],
  build: {
    outDir: join(root, 'dist'),
    target: 'es2024',
    // A data: address would need an exception in the content-security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080', '/openapi.json': 'http://127.0.0.1:8080' } },
})
