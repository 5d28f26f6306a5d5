"""The talk as data: deck, script, pace and takes. Pure; no terminal, network or model library."""
