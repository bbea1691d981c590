"""What a page computes of what the API answers: pure, one file a page."""
