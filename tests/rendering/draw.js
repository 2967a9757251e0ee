// Draws each line of standard input, a JSON string of Markdown, as three clients do, and tells what a browser makes
// of it: one line of JSON with the tags, the links and the text, renderer by renderer.
import { createInterface } from 'node:readline'
import * as commonmark from 'commonmark'
import MarkdownIt from 'markdown-it'
import { parseFragment } from 'parse5'
import rehypeRaw from 'rehype-raw'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'

// The CDS Hooks sandbox draws with remark-gfm; raw HTML is let through, which is the worst that a client may do.
const remark = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  .use(rehypeStringify)
const markdownIt = new MarkdownIt({ html: true, linkify: true })
const parser = new commonmark.Parser()
const writer = new commonmark.HtmlRenderer()

const RENDERERS = {
  'remark-gfm': (markdown) => String(remark.processSync(markdown)),
  'markdown-it': (markdown) => markdownIt.render(markdown),
  commonmark: (markdown) => writer.render(parser.parse(markdown)),
}

function look(node, found) {
  if (node.tagName) found.tags.push(node.tagName)
  for (const { name, value } of node.attrs ?? []) if (name === 'href') found.links.push(value)
  if (node.nodeName === '#text') found.text += node.value
  if (node.nodeName === '#comment') found.tags.push('!--')
  for (const child of node.childNodes ?? []) look(child, found)
  return found
}

function drawn(markdown) {
  const found = Object.entries(RENDERERS).map(([name, render]) => [
    name,
    look(parseFragment(render(markdown)), { tags: [], links: [], text: '' }),
  ])
  return JSON.stringify(Object.fromEntries(found))
}

for await (const line of createInterface({ input: process.stdin })) process.stdout.write(drawn(JSON.parse(line)) + '\n')
