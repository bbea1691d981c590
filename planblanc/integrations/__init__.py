"""Outside systems, one file or folder each: what they send is read here, what they are sent is written here."""
