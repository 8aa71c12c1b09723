"""Several files as one consultation: online, paper and easy-read forms, whose wording differs."""
