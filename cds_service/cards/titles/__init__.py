"""The titles, one file for each kind of answer. One sentence: the numbers, and what would change one's mind."""
