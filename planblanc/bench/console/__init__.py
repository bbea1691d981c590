"""What the console costs a browser: its pages on a slow line, an event that reaches them, and two hundred of them at once."""
