"""An image where nobody touches it: in miniatures, on paper, in the speaker's next step."""

from rich.console import RenderableType
from rich.text import Text

from presenter.draw.canvas import Canvas, Drawn, Undrawable, wrap
from presenter.draw.image.left_out import leave_room
from presenter.draw.image.means import Means
from presenter.draw.image.picture import stamp_of
from presenter.draw.image.prepare import Place, prepare
from presenter.themes import Theme
from slides.blocks.figures import Image
from slides.steps import Shown

ROWS = 16
"""Where neither the block nor its place sets a limit."""


def draw_image(on: Shown, canvas: Canvas) -> RenderableType:
    """The image in half blocks, or the room for it on paper, with its caption; one that cannot be
    shown says what it is."""
    assert isinstance(on.block, Image)
    block = on.block

    def lines(width: int) -> list[Text]:
        caption = caption_lines(block, width)
        rows = min(block.height or ROWS, (canvas.rows or ROWS) - len(caption))
        colourless = canvas.theme.colours.ink == "default"
        means: Means = "marks" if colourless or not canvas.unicode else "halves"
        place = Place(width, max(1, rows), means, canvas.unicode, paper_of(canvas.theme))
        try:
            stamp = stamp_of(canvas.folder, block.image)
            if canvas.paper:
                return [*leave_room(stamp, block.alt, place.columns, place.rows), *caption]
            made = prepare(stamp, place)
        except Undrawable as error:
            return [*instead(block, str(error), width), *caption]
        return [*made.lines, *caption]

    return Drawn(lines)


def caption_lines(block: Image, width: int) -> list[Text]:
    """The caption, if there is one."""
    return wrap(Text(block.caption, style="slide.caption"), width) if block.caption else []


def instead(block: Image, why: str, width: int) -> list[Text]:
    """What stands where the image would: what it shows, and why it is not there."""
    said = wrap(Text(block.alt or block.caption or block.image, style="slide.muted"), width)
    return [*said, *wrap(Text(f"✗ {why}", style="slide.error"), width)] if why else said


def paper_of(theme: Theme) -> tuple[int, int, int]:
    """The theme's background in numbers; black where it is the terminal's own."""
    colour = theme.colours.background.removeprefix("#")
    if len(colour) != 6:
        return 0, 0, 0
    return int(colour[:2], 16), int(colour[2:4], 16), int(colour[4:], 16)
