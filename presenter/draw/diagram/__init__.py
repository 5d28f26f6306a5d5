"""Diagrams: boxes and arrows laid out on character cells. Pure, and the same every time.

`arrange` chooses a layout that fits; `layered` and `snake` make them; `paint` draws one.
"""
