"""Works some of the scores out anew, in plain numpy, from the files alone.

Nothing of skillet's evaluation is used: boundaries are read from the documents and scene lists,
truth from its JSON, pairs are found by dynamic programming over all pairings.
"""

