"""The speaker: the stage in a terminal, its widgets and panes, and the commands around it."""
