"""Rubrics: what a good prompt has and lacks, as rules that explain themselves.

Pure, and known to decks beside `quiz.question`. `judge(rubric, text)` gives a score from 0 to 1 and
a mark for every rule.
"""

from quiz.rubric.judging import Mark, Similarity, Verdict, judge, verdict
from quiz.rubric.rules import RULES, Rubric, Rule

__all__ = ["RULES", "Mark", "Rubric", "Rule", "Similarity", "Verdict", "judge", "verdict"]
