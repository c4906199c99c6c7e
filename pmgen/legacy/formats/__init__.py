"""What documents come in: pages of HTML, exports of wikis, front matter of other tools."""
