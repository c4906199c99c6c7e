# What pmgen does for these documents, and no more: no feeds, no pages by author, category or tag.
SITENAME = "Post-mortems"
TIMEZONE = "UTC"
THEME = "simple"
PATH = "content"
ARTICLE_SAVE_AS = "{slug}.html"
ARTICLE_URL = "{slug}.html"
DIRECT_TEMPLATES = ["index"]
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
MARKDOWN = {
    "extension_configs": {
        "markdown.extensions.codehilite": {},
        "markdown.extensions.fenced_code": {},
        "markdown.extensions.footnotes": {},
        "markdown.extensions.tables": {},
        "markdown.extensions.toc": {"permalink": True},
    },
    "output_format": "html5",
}
