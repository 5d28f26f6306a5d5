"""What came of a training run, page by page: pure functions of the result and the pane's size."""

from collections.abc import Callable, Sequence
from typing import Literal

from textual.content import Content

from presenter.panes.colours import ACCENT, BAD, GOOD, INK, MUTED, WARM
from presenter.panes.lines import Lines, bar, one_line, spread, wrapped
from presenter.work.protocol import Comparison, Figure, Floor, Judged, Metrics, Prepared, Trained

Page = Literal["table", "matrix", "mistakes"]
PAGES: tuple[Page, ...] = ("table", "matrix", "mistakes")
FIGURES = ("accuracy", "precision", "recall", "f1")
SURE = 0.05
"""Chance of luck below which two classifiers are called different."""
WHY = {
    "random": "Random split: about half of the test's spam has a near-twin in training. It "
    "flatters; so did the original run's.",
    "group": "Group split: near-twins stay on one side, so every test message is new.",
}


def result_lines(
    result: Trained, page: Page, twin: Trained | None, width: int, height: int
) -> Lines:
    """One page, at most `height` lines. `twin` is the run on the other split, if there was one."""
    match page:
        case "table":
            lines = _table_page(result, twin, width, height)
        case "matrix":
            lines = spread([_matrix(result.after, width), _more(result, width)], height)
        case "mistakes":
            lines = spread(_mistakes(result), height)
    return [line.truncate(width, ellipsis=True) for line in lines]


def next_page(page: Page) -> Page:
    """The page after it, and the first after the last."""
    return PAGES[(PAGES.index(page) + 1) % len(PAGES)]


# ------------------------------------------------------------------------------- table


def figures_table(
    before: Metrics | None, floor: Floor | None, after: Metrics | None, width: int
) -> Lines:
    """Rows for the untouched base, the floor, and the tuned model with its 95 % interval; a row
    that is not known yet is dots."""
    label = 10 if width >= 40 else 8
    cell = min(11, max(6, (width - label) // len(FIGURES)))
    heads = ("accuracy", "precision", "recall", "F1") if cell > 9 else ("acc", "prec", "rec", "F1")
    lines = [_row("%", heads, label, cell, MUTED)]
    lines.append(_row("untouched" if label > 9 else "before", _values(before), label, cell, INK))
    if floor:
        name = "SVM" if "SVM" in floor.name else floor.name
        lines.append(_row(name[: label - 1], _values(floor.metrics), label, cell, INK))
    lines.append(_row("tuned", _values(after), label, cell, f"bold {GOOD}"))
    if after:
        for end, name in (("low", "95% from"), ("high", "to")):
            values = _values(after, lambda figure, end=end: getattr(figure, end))  # type: ignore[misc]
            lines.append(_row(f"{name:>{label - 1}}", values, label, cell, MUTED))
    return lines


def _value(figure: Figure) -> float:
    return figure.value


def _values(metrics: Metrics | None, of: Callable[[Figure], float] = _value) -> list[str]:
    if metrics is None:
        return ["..."] * len(FIGURES)
    return [hundredths(of(getattr(metrics, name))) for name in FIGURES]


def hundredths(share: float) -> str:
    """Per cent with one decimal; 100 only for all of them."""
    return "100" if share == 1 else f"{min(share * 100, 99.9):.1f}"


def _row(name: str, values: Sequence[str], label: int, cell: int, style: str) -> Content:
    cells = "".join(f"{value:>{cell}}" for value in values)
    return Content.assemble((f"{name:<{label}}", style or INK), (cells, style))


def _table_page(result: Trained, twin: Trained | None, width: int, height: int) -> Lines:
    """The table and what it means; F1 as bars and the matrix too where there is room."""
    table = [*practice_warning(result.plan)]
    table += figures_table(result.before, result.floor, result.after, width)
    machine = wrapped(f"{result.plan.source}; {_machine(result)}", width, MUTED)
    meant = [_counts(result, width), _splits(result, twin, width), machine]
    bars, matrix = _bars(result, width), _matrix(result.after, width)
    fullest = [table, bars, *meant, matrix]
    for groups in (fullest, [table, *meant, matrix], [table, *meant]):
        if sum(map(len, groups)) + len(groups) - 1 <= height:
            return spread(groups, height)
    return spread([table, *meant], height)


def _bars(result: Trained, width: int) -> Lines:
    floor = [("SVM", result.floor.metrics, ACCENT)] if result.floor else []
    rows = [("untouched", result.before, ACCENT), *floor, ("tuned", result.after, GOOD)]
    return [
        bar(f"{name:<9} F1 ", it.f1.value, f" {hundredths(it.f1.value):>5}", width, colour)
        for name, it, colour in rows
    ]


def _counts(result: Trained, width: int) -> Lines:
    """What was tested, what went wrong, and whether the floor is beaten."""
    metrics = result.after
    alarms = f"{metrics.false_alarms} false alarm{'' if metrics.false_alarms == 1 else 's'}"
    told = (
        f"{metrics.size} unseen messages, {metrics.spam} spam: {metrics.missed} missed, {alarms}."
    )
    lines = wrapped(told, width, INK)
    if result.against_floor:
        lines += wrapped(_against(result.against_floor), width, INK)
    return lines


def _splits(result: Trained, twin: Trained | None, width: int) -> Lines:
    """Which split it was and what that means; F1 on both where both were run."""
    split, lines = result.plan.split, []
    if twin:
        f1 = {each.plan.split: hundredths(each.after.f1.value) for each in (result, twin)}
        said = f"F1: {f1['random']} on the random split, {f1['group']} on the group split."
        lines += wrapped(said, width, f"bold {ACCENT}")
    return [*lines, *wrapped(WHY[split], width, MUTED)]


def _against(comparison: Comparison) -> str:
    luck = (
        f"luck is unlikely (p {comparison.p_value:.3f})"
        if comparison.p_value < SURE
        else f"that may be luck (p {comparison.p_value:.2f})"
    )
    return f"Against the SVM it mends {comparison.mended} and spoils {comparison.spoiled}: {luck}."


def _machine(result: Trained) -> str:
    told = f"{result.plan.steps} steps, {result.seconds:.0f} s, {result.plan.precision}"
    machine = result.machine
    return f"{told} on {machine.processor}, {machine.cores} cores" if machine else told


def practice_warning(plan: Prepared) -> Lines:
    """One line, where messages were written for practice."""
    return [Content.styled("! practice messages, not real", f"bold {WARM}")] * plan.practice


# ------------------------------------------------------------------------------ matrix


def _matrix(metrics: Metrics, width: int) -> Lines:
    """What messages are against what they are called."""
    label, named = (9, "is") if width < 40 else (14, "really")
    cell = min(14, max(9, (width - label) // 2))
    heads = ("as ham", "as spam") if cell < 12 else ("called ham", "called spam")
    rows = [
        ("ham", (metrics.let_through, GOOD), (metrics.false_alarms, BAD)),
        ("spam", (metrics.missed, BAD), (metrics.caught, GOOD)),
    ]
    lines = [Content.styled(f"{'':<{label}}{heads[0]:>{cell}}{heads[1]:>{cell}}", MUTED)]
    for name, *cells in rows:
        parts = [(f"{count:>{cell},}", f"bold {colour}") for count, colour in cells]
        lines.append(Content.assemble((f"{f'{named} {name}':<{label}}", INK), *parts))
    return lines


def _more(result: Trained, width: int) -> Lines:
    """What else was measured, each with its interval."""
    metrics, told = result.after, []
    if metrics.roc_auc:
        told.append(f"ROC-AUC {_with_ends(metrics.roc_auc, 3)}: how often spam scores above ham")
    if metrics.calibration_error:
        error = _with_ends(metrics.calibration_error, 3)
        told.append(f"calibration error {error}: promised against found")
    if result.against_before:
        pair = result.against_before
        told.append(f"Against the untouched base it mends {pair.mended}, spoils {pair.spoiled}.")
    return [line for each in told for line in wrapped(each, width, INK)]


def _with_ends(figure: Figure, digits: int) -> str:
    return f"{figure.value:.{digits}f} ({figure.low:.{digits}f} to {figure.high:.{digits}f})"


# ---------------------------------------------------------------------------- mistakes


def _mistakes(result: Trained) -> list[Lines]:
    """The surest errors on the test, and messages that no data set holds."""
    lines = [Content.styled("Its worst mistakes on the test", f"bold {ACCENT}")]
    lines += [_judged(each) for each in result.mistakes]
    if not result.mistakes:
        told = "none" if not _errors(result.after) else "not recorded: people wrote them"
        lines.append(Content.styled(told, MUTED))
    heading = Content.styled("Messages of our own, never seen", f"bold {ACCENT}")
    probe = [heading, *map(_judged, result.probe)] if result.probe else []
    return [lines, probe]


def _errors(metrics: Metrics) -> int:
    return metrics.missed + metrics.false_alarms


def _judged(each: Judged) -> Content:
    called = "spam" if each.spam >= 0.5 else "ham"
    sign, colour = ("✓", GOOD) if each.right else ("✗", BAD)
    return Content.assemble(
        (f"{sign} {called:<4} {max(each.spam, 1 - each.spam):4.0%} ", colour),
        (one_line(each.text), INK),
    )
