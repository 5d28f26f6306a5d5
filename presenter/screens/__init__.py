"""Whole screens: the stage, and what lies over it for a moment."""
