"""A diagram on a slide, and the same one on the whole screen."""

from dataclasses import replace
from typing import ClassVar, get_args

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.widget import Widget

from presenter.draw.canvas import Canvas
from presenter.draw.diagram.arrange import arrange
from presenter.draw.diagram.drawer import stage_look
from presenter.draw.diagram.paint import Look, paint
from presenter.draw.diagram.shape import Drawing
from presenter.draw.diagram.walk import Arrow, Walk, begin, press
from presenter.panes.on_air import OnAir
from presenter.widgets.enlarge import Enlarge
from presenter.widgets.room import room
from slides.blocks.figures import Diagram
from slides.steps import Shown, own_steps

ROOMY = 40
"""Columns beyond those of the screen that an enlarged diagram may take before it closes up."""


class _DiagramWidget(Widget):
    """What the two sizes have in common: the drawing, the walk and the live stages."""

    def __init__(self, on: Shown, canvas: Canvas, on_air: OnAir, walk: Walk | None = None) -> None:
        super().__init__()
        assert isinstance(on.block, Diagram)
        self.block: Diagram = on.block
        self.on = on
        self.walk = walk
        self.canvas = canvas
        self._on_air = on_air
        self._lit: frozenset[str] = frozenset()

    def on_mount(self) -> None:
        """Follow the live runs."""
        self._on_air.listeners.append(self._hear)
        self._hear()

    def on_unmount(self) -> None:
        """Hear no more of them."""
        self._on_air.listeners.remove(self._hear)

    def _hear(self) -> None:
        doing = self._on_air.doing
        lit = frozenset(node.node for node in self.block.nodes if doing.intersection(node.during))
        if lit != self._lit:
            self._lit = lit
            self.refresh()

    @property
    def look(self) -> Look:
        """What is shown of the diagram now."""
        walk = self.walk
        look = replace(stage_look(self.on), lit=self._lit)
        if walk is None:
            return look
        return replace(look, current=walk.at, trail=walk.trail, chosen=walk.chosen)

    def _walk(self, key: Arrow, drawing: Drawing) -> None:
        walk = self.walk or begin(self.block, drawing)
        self.walk = press(walk, key, self.block, drawing) if self.walk else walk
        self.refresh()


class DiagramPane(_DiagramWidget, can_focus=True):
    """A diagram in its place on a slide. Enter or a click gives it the whole screen."""

    DEFAULT_CSS = "DiagramPane { height: auto; margin-bottom: 1; }"
    takes_what_is_left = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "enlarge", "show the diagram on the whole screen", show=False),
        *(Binding(key, f"walk('{key}')", "walk", show=False) for key in get_args(Arrow)),
    ]

    def __init__(self, block: Diagram, canvas: Canvas, on_air: OnAir) -> None:
        super().__init__(Shown(block, own_steps(block)), canvas, on_air)
        self._room = 20

    def show(self, on: Shown) -> None:
        """Bring it on as far as given."""
        if on != self.on:
            self.on = on
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows that it needs in its share of what holds it."""
        self._room = self._share(container, viewport, width)
        return self._drawing(width).height + self._titled

    def _share(self, container: Size, viewport: Size, width: int) -> int:
        """Rows for the drawing: several diagrams share what is left evenly, and each gets what
        those before it did not need."""
        left, peers = room(self, container, viewport, width)
        even = left // len(peers)
        needs = {d: d.need(width, even) for d in peers if isinstance(d, DiagramPane)}
        others = even * (len(peers) - len(needs))
        for diagram in needs:
            mine = max(even, left - others - sum(needs.values()) + needs[diagram])
            if diagram is self:
                return max(3, mine - 1 - self._titled)
            needs[diagram] = diagram.need(width, mine)
        return max(3, even - 1 - self._titled)

    def need(self, width: int, rows: int) -> int:
        """Rows that it takes, the empty one below it too, when it is given so many."""
        room = max(3, rows - 1 - self._titled)
        return arrange(self.block, max(1, width), room).height + self._titled + 1

    @property
    def _titled(self) -> int:
        return int(bool(self.block.diagram))

    def _drawing(self, width: int) -> Drawing:
        return arrange(self.block, max(1, width), self._room)

    def render(self) -> Text:
        """Title and drawing, cut to the place there is."""
        width, height = self.size
        drawing = self._drawing(width)
        rows = paint(drawing, self.look, self.canvas.unicode)
        if self._titled:
            cut = drawing.width > width or drawing.height + 1 > height
            rows = [self._title(width, cut), *rows]
        return Text("\n", no_wrap=True).join(rows)

    def _title(self, width: int, cut: bool) -> Text:
        title = Text(self.block.diagram, style="diagram.title", no_wrap=True)
        hint = "Enter shows all of it" if cut else "Enter enlarges" if self.has_focus else ""
        if self.has_focus and self.block.walk:
            hint = "arrow keys walk, Enter enlarges"
        if hint and cell_len(self.block.diagram) + len(hint) + 3 <= width:
            title.append(f" · {hint}" if self.canvas.unicode else f" - {hint}", "diagram.hint")
        return title

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrow keys are the slide's where there is nothing to walk."""
        return action != "walk" or self.block.walk

    def action_walk(self, key: Arrow) -> None:
        """Walk from box to box."""
        self._walk(key, self._drawing(self.size.width))

    def action_enlarge(self) -> None:
        """Ask for the whole screen; the walk goes on there, and back here."""
        self.post_message(Enlarge(DiagramSheet(self)))

    def on_click(self, event: events.Click) -> None:
        """A click enlarges it."""
        event.stop()
        self.action_enlarge()

    def on_focus(self) -> None:
        """A walk begins when the speaker turns to it."""
        if self.block.walk and self.walk is None:
            self._walk("down", self._drawing(self.size.width))


class DiagramSheet(_DiagramWidget):
    """The diagram as large as it needs to be; its screen scrolls it."""

    DEFAULT_CSS = "DiagramSheet { width: auto; height: auto; }"

    def __init__(self, pane: DiagramPane) -> None:
        super().__init__(pane.on, pane.canvas, pane._on_air, pane.walk)  # noqa: SLF001
        self._pane = pane

    def on_mount(self) -> None:
        """Begin the walk, if it has not begun."""
        if self.block.walk and self.walk is None:
            self._walk("down", self._drawing())

    def _drawing(self) -> Drawing:
        """Laid out for the screen, and wider before it closes up."""
        width, height = self.screen.size
        drawing = arrange(self.block, width - 2, height - 2)
        if drawing.width > width or drawing.height > height or not drawing.boxes[0].framed:
            return arrange(self.block, width + ROOMY, 4 * height)
        return drawing

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Columns of the drawing."""
        return self._drawing().width

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows of the drawing."""
        return self._drawing().height

    def render(self) -> Text:
        """The drawing."""
        rows = paint(self._drawing(), self.look, self.canvas.unicode)
        return Text("\n", no_wrap=True).join(rows)

    @property
    def keys(self) -> str:
        """What keys do to it."""
        arrows = "arrow keys walk" if self.block.walk else "arrow keys scroll"
        return f"{arrows}   Space next stage" if own_steps(self.block) else arrows

    def turn(self, by: int) -> bool:
        """One stage on or back; on the slide it stays where the talk is."""
        if self.block.reveal != "items" or not 0 <= self.on.stage + by <= own_steps(self.block):
            return False
        self.on = replace(self.on, stage=self.on.stage + by)
        self.refresh()
        return True

    def press(self, key: str) -> bool:
        """An arrow key, where there is something to walk."""
        if not self.block.walk or key not in get_args(Arrow):
            return False
        self._walk(key, self._drawing())  # type: ignore[arg-type]
        self._pane.walk = self.walk
        self._pane.refresh()
        self._keep_in_sight()
        return True

    def _keep_in_sight(self) -> None:
        drawing = self._drawing()
        for box in drawing.boxes:
            if self.walk and box.node.node == self.walk.at and isinstance(self.parent, Widget):
                at = Region(box.x, box.y, box.width, box.height).grow((1, 2, 1, 2))
                self.parent.scroll_to_region(at, animate=False)
