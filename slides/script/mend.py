"""Mojibake: text that was read in the wrong encoding on its way, put right."""


def mend(text: str) -> str:
    """The text with `â€”` turned back into a dash and `ðŸŽ¤` into a microphone; quotes, widths and
    ligatures stay as they were written."""
    from ftfy import TextFixerConfig, fix_text  # 65 ms, which only an import needs to spend

    keep = TextFixerConfig(
        unescape_html=False,
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        normalization=None,
    )
    return fix_text(text, keep)
