// The console works without this; it is better with it.
