"""Places become kilometres and minutes: great circles, the documented road estimate, and the time to be on site."""
