"""Slides outside a terminal: as SVG, HTML, PNG and PDF, drawn from the very lines of the stage."""
