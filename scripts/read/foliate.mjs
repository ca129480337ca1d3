// foliate-js in headless Chromium, served on loopback. Shared by `npm run read` and the tests.
import { fileURLToPath } from 'node:url'
import { openPage } from './open-page.mjs'

const folder = fileURLToPath(new URL('.', import.meta.resolve('foliate-js/view.js')))

const html = `<!DOCTYPE html><meta charset="utf-8"><style>html, body { margin: 0; height: 100% } foliate-view { display: block; height: 100% }</style>
<body><script type="module">
import '/view.js'
import { FootnoteHandler } from '/footnotes.js'
const view = document.createElement('foliate-view')
document.body.append(view)
view.addEventListener('load', ({ detail }) => { window.shown = detail.doc })
const notes = new FootnoteHandler()
view.addEventListener('link', (event) => notes.handle(view.book, event)?.catch?.((error) => { window.noteError = String(error) }))
notes.addEventListener('before-render', ({ detail }) => { window.noteView?.remove(); window.noteView = detail.view; detail.view.style.height = '200px'; document.body.append(detail.view) })
notes.addEventListener('render', ({ detail }) => { window.note = detail.view.renderer.getContents()[0].doc.body.textContent.trim(); detail.view.remove() })
const file = await (await fetch('/book.epub')).blob()
await view.open(new File([file], 'book.epub'))
await view.init({})
window.view = view
</script>`

/** Open an EPUB; `window.view` is foliate's view, `window.shown` the document on screen. */
export const openInFoliate = (epub, size, findBrowser) =>
  openPage(epub, { html, folder }, size, findBrowser)
