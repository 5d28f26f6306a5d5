"""Pictures as a sheet carries them: inside the file, as fine as a sheet is looked at."""

from base64 import standard_b64encode
from functools import lru_cache
from html import escape
from io import BytesIO

from presenter.draw.image.left_out import Left
from presenter.draw.image.picture import picture

FINE = 2
"""Pixels of a picture, at the most, for each of the sheet's."""
QUALITY = 88


def as_element(left: Left, x: int, y: int, width: int, height: int) -> str:
    """A picture as an element of SVG, in the middle of its room; all in pixels of the sheet."""
    where = f'x="{x}" y="{y}" width="{width}" height="{height}"'
    alt = f"<title>{escape(left.alt)}</title>" if left.alt else ""
    return f'<image {where} href="{_data(left, FINE * width, FINE * height)}">{alt}</image>'


@lru_cache(maxsize=16)
def _data(left: Left, across: int, down: int) -> str:
    """The picture as a data URI: PNG, or JPEG where that is far smaller, as for photographs."""
    image = picture(left.stamp).copy()
    image.thumbnail((across, down))
    form, data = "png", BytesIO()
    opaque = image.getchannel("A").getextrema() == (255, 255)
    (image.convert("RGB") if opaque else image).save(data, "PNG", optimize=True)
    if opaque:
        lighter = BytesIO()
        image.convert("RGB").save(lighter, "JPEG", quality=QUALITY)
        if 2 * lighter.tell() < data.tell():
            form, data = "jpeg", lighter
    return f"data:image/{form};base64,{standard_b64encode(data.getvalue()).decode()}"
