"""Post-mortems in Markdown, published as a website that people trust."""

__version__ = "0.1.0"
