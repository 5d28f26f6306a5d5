"""The speaker's cockpit: notes, clock and drift in a second terminal."""
