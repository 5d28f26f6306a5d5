"""Panes that others write. A package that brings one says so with an entry point; it is looked
for only when a deck names a pane that Podium does not have itself.

A spec is known here without any terminal or model library: the entry point names a `PaneKind`, and
that names widget and job by text, to be imported where they run. See `docs/panes.md`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from slides.blocks.part import Part, Whole

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "podium.panes"
"""Of the entry points; their names are those of the panes."""


class OwnPane(Part):
    """What a deck says of such a pane. A plug-in's spec is a subclass with fields of its own."""

    pane: str
    reveal: Whole = "with"


@dataclass(frozen=True)
class PaneKind:
    """A pane that a package brings. Widget and job are named as `package.module:name`."""

    spec: type[OwnPane]
    widget: str
    """Called with the spec and the stage's `Backstage`; returns the widget."""
    job: str
    """Called in the lab child with what was asked and an event that is set to cancel; yields what
    it has to say, one mapping at a time."""
    asks: Callable[[Any], Sequence[Mapping[str, Any]]] = lambda _spec: ()
    """What a pane of this spec asks before anybody touches a key: the first makes its job ready
    ahead of the slide and is what `podium doctor` times, all of them `podium lab record` keeps."""


class NoSuchPane(Exception):
    """A pane that cannot be had; says why."""


@cache
def installed() -> "dict[str, EntryPoint]":
    """Every pane that an installed package brings, by its name. Looked for once."""
    from importlib.metadata import entry_points  # slow, and most decks do without

    return {found.name: found for found in entry_points(group=GROUP)}


@cache
def kind_of(name: str) -> PaneKind:
    """The pane of that name; its package is imported. Raises NoSuchPane."""
    if name not in installed():
        raise NoSuchPane(f"no package that is installed brings a pane {name!r}")
    point = installed()[name]
    came_from = f"{point.dist.name} {point.dist.version}" if point.dist else point.module
    try:
        kind = point.load()
    except Exception as error:  # noqa: BLE001 - whatever a stranger's code raises
        said = f"{type(error).__name__}: {error}"
        raise NoSuchPane(f"the pane {name!r} of {came_from} cannot be loaded: {said}") from None
    if not isinstance(kind, PaneKind) or not issubclass(kind.spec, OwnPane):
        raise NoSuchPane(f"the pane {name!r} of {came_from} is not a PaneKind: {point.value}")
    return kind


def named(reference: str) -> Any:
    """What a text such as `package.module:name` names. Raises ImportError."""
    module, _, name = reference.partition(":")
    try:
        return getattr(import_module(module), name)
    except AttributeError:
        raise ImportError(f"there is no {name!r} in {module}") from None
