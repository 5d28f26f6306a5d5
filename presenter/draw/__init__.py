"""Blocks as Rich renderables: one file for each family. Pure; knows no Textual."""
