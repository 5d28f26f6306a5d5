"""The line between a stage and its cockpits: JSON lines over a Unix socket."""
