"""Reports of takes as files: HTML, Markdown, CSV and JSON."""
