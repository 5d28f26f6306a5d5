"""Voiceover scripts in Markdown: read into decks, and written from them. Pure."""
