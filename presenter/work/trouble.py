"""What goes wrong in the lab in ways that we know: one line for what, one for the cure."""


class Trouble(Exception):
    """Something the user can mend. `message` says what is wrong, `hint` what to do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())
        self.message = message
        self.hint = hint


NO_LAB = Trouble(
    "The lab's libraries are not installed.", "Install them with: pip install 'podium[lab]'"
)
