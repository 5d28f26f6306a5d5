"""The parts of a screen. They know slides and state; they know no app."""
