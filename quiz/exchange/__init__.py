"""Questions from and for other programs: GIFT (Moodle) and CSV. Pure: texts in, texts out."""

from quiz.exchange.gift import read_gift
from quiz.exchange.gift_writing import write_gift
from quiz.exchange.lines import Missed, Read
from quiz.exchange.table import read_csv, write_csv

__all__ = ["Missed", "Read", "read_csv", "read_gift", "write_csv", "write_gift"]
