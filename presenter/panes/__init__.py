"""Live panes: widgets that show what a child process computes while the audience watches."""
