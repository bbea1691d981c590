"""The words of the field and their rules: standard library only, no clock, no chance."""
