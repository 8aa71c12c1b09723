"""From "I" to "you", in English, and only where that is certain."""
