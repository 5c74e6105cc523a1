"""From files to plain values: text, YAML and Markdown, each fault named with its line."""
