"""The audience: questions, rooms and the SSH door through which attendees answer."""
