// What pmgen does for these documents, as far as Eleventy and its plugins do it: links to pages, permalinks of
// headings, a table of contents, footnotes, code in colours.
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";
import anchor from "markdown-it-anchor";
import footnote from "markdown-it-footnote";
import contents from "markdown-it-toc-done-right";

export default function (config) {
  config.addPlugin(highlight);
  config.amendLibrary("md", (markdown) => {
    markdown.use(anchor, { permalink: anchor.permalink.linkInsideHeader() });
    markdown.use(contents, { level: [2, 3] });
    markdown.use(footnote);
  });
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return { dir: { input: "content", includes: "../_includes", output: "_site" }, markdownTemplateEngine: false };
}
