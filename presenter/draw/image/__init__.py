"""Images: how this terminal can show them, reading them safely, and turning them into cells.

Pillow is imported when the first image is prepared, never before.
"""
