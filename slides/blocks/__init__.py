"""What can stand on a slide: one file for each family of blocks, and `block` for the choice."""
