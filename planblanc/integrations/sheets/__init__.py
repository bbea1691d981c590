"""Files that people keep elsewhere: tables and calendars, read as text, bounded, and never run."""
