"""What an attendee's terminal sends, made into keys. Pure; the caller says when to `flush`.

A key is a name such as `up` or `enter`, or one printable character. Escape sequences are swallowed
whole, however they are cut into packets, so that no part of a paste or a reply acts as typed keys.
"""

import codecs

_CSI_FINAL = {
    "A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end", "Z": "backtab",
}  # fmt: skip
_CSI_TILDE = {
    "1": "home", "3": "delete", "4": "end", "5": "pageup", "6": "pagedown", "7": "home", "8": "end",
}  # fmt: skip
_CONTROL = {
    "\r": "enter", "\n": "enter", "\t": "tab", "\x7f": "backspace", "\b": "backspace",
    "\x03": "ctrl-c", "\x04": "ctrl-d", "\x0c": "ctrl-l", "\x15": "ctrl-u", "\x17": "ctrl-w",
}  # fmt: skip
_LONGEST_SEQUENCE = 8192
"""Characters. What goes on longer was never a sequence: the keys after it count again."""


class Keys:
    """A tokenizer for one terminal's input.

    States: `text`; `escape` after ESC; `csi` after ESC [; `ss3` after ESC O; `string` inside an
    OSC, DCS, SOS, PM or APC, which only ST, BEL or another control character ends.
    """

    def __init__(self) -> None:
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._state = "text"
        self._parameters = ""
        self._length = 0

    def feed(self, data: bytes) -> list[str]:
        """The keys completed by `data`, in order."""
        text = self._decode(data)
        if self._state == "text" and text.isprintable():
            return list(text)
        return [key for char in text if (key := self._step(char))]

    @property
    def pending(self) -> bool:
        """Whether a sequence has begun that `flush` would end."""
        return self._state != "text"

    def flush(self) -> list[str]:
        """Nothing more came for a while: a lone Esc was a key, half a sequence was none."""
        lone = self._state == "escape"
        self._state = "text"
        return ["escape"] if lone else []

    def _step(self, char: str) -> str | None:
        self._length += 1
        if self._state != "text" and self._length > _LONGEST_SEQUENCE:
            self._state = "text"
        match self._state:
            case "text":
                return self._text(char)
            case "escape":
                return self._escape(char)
            case "csi":
                return self._csi(char)
            case "ss3":
                self._state = "text"
                return _CSI_FINAL.get(char) or ("enter" if char == "M" else None)
            case _:
                return self._string(char)

    def _begin(self, state: str) -> None:
        self._state = state
        self._parameters = ""
        self._length = 0

    def _text(self, char: str) -> str | None:
        if char == "\x1b":
            self._begin("escape")
            return None
        if char in _CONTROL:
            return _CONTROL[char]
        return char if char.isprintable() else None

    def _escape(self, char: str) -> str | None:
        if char == "\x1b":
            return "escape"
        states = {"[": "csi", "O": "ss3", "]": "string", "P": "string", "X": "string"}
        states |= {"^": "string", "_": "string"}
        self._begin(states.get(char, "text"))
        return _CONTROL.get(char) if self._state == "text" and char < " " else None

    def _csi(self, char: str) -> str | None:
        if char == "\x1b":
            self._begin("escape")
        elif "@" <= char <= "~":
            self._state = "text"
            if char == "~":
                return _CSI_TILDE.get(self._parameters.partition(";")[0])
            return _CSI_FINAL.get(char)
        elif char < " " or char > "~":
            self._state = "text"
            return _CONTROL.get(char)
        else:
            self._parameters = (self._parameters + char)[:16]
        return None

    def _string(self, char: str) -> str | None:
        if char == "\x1b":
            self._begin("escape")
        elif char < " " and char not in "\t\n":
            self._state = "text"
        return None
