"""The parts of the screen that all pages share."""
