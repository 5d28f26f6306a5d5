"""A diagram where nobody touches it: in miniatures, on paper, in the speaker's next step."""

from rich.console import RenderableType
from rich.text import Text

from presenter.draw.canvas import Canvas, Drawn
from presenter.draw.diagram.arrange import arrange
from presenter.draw.diagram.paint import Look, paint
from slides.blocks.figures import Diagram
from slides.steps import Shown

ANY_HEIGHT = 200


def draw_diagram(on: Shown, canvas: Canvas) -> RenderableType:
    """Title and drawing, as far as its stages are on."""
    assert isinstance(on.block, Diagram)
    block = on.block

    def lines(width: int) -> list[Text]:
        title = [Text(block.diagram, style="diagram.title")] if block.diagram else []
        rows = (canvas.rows or ANY_HEIGHT) - len(title)
        drawn = paint(arrange(block, width, rows), stage_look(on), canvas.unicode)
        return [*title, *drawn]

    return Drawn(lines)


def stage_look(on: Shown) -> Look:
    """What of a diagram is on."""
    assert isinstance(on.block, Diagram)
    return Look(stage=on.stage if on.block.reveal == "items" else float("inf"))
