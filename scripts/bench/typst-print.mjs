// Typst alone: read a document, write a tagged PDF. Arguments: the package, the document, the PDF, font folders.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'

const [packages, document, pdf, ...fonts] = process.argv.slice(2)
const require = createRequire(`${packages}/package.json`)
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler')
const compiler = NodeCompiler.create({
  workspace: dirname(document),
  fontArgs: [{ fontPaths: fonts }],
})
const bytes = compiler.pdf({ mainFileContent: readFileSync(document, 'utf8') }, { pdfTags: true })
writeFileSync(pdf, bytes)
