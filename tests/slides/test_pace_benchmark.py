"""What the comparison of pace rules claims about ours holds."""

from benchmarks.pace import DEMO, RULES, TALK, judged, moments, podium


def test_the_talk_is_twenty_uneven_minutes() -> None:
    assert sum(TALK) == 1200
    assert len(moments(TALK)) == 1200
    assert [moment.place for moment in moments(TALK)[435:437]] == [DEMO + 1, DEMO + 1]


def test_a_speaker_on_script_is_never_told_off() -> None:
    row = judged("podium")
    assert (row.exact_told_off, row.exact_flips) == (0, 0)


def test_a_slow_speaker_is_told_once_and_soon() -> None:
    row = judged("podium")
    assert row.slow_first is not None
    assert row.slow_first <= 230
    assert row.slow_stays == 1
    slow = podium(TALK, moments([budget * 1.15 for budget in TALK]))
    assert set(slow[: row.slow_first]) == {"on pace"}


def test_an_overrun_is_told_within_the_threshold_of_the_budgets_end() -> None:
    row = judged("podium")
    assert row.demo_first is not None
    assert 435 < row.demo_first <= 435 + 21


def test_every_other_rule_tells_the_exact_speaker_off() -> None:
    assert all(judged(name).exact_told_off > 0 for name in RULES if name != "podium")
