"""Lists, dictionaries, strings."""
words = [f"w{n % 1000}" for n in range(300_000)]
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
assert len(counts) == 1000 and set(counts.values()) == {300}
text = " ".join(sorted(words, key=lambda word: (len(word), word)))
assert text.count("w7 ") == 300
squares = [n * n for n in range(500_000) if n % 3]
assert sum(squares[::2]) == sum(n for i, n in enumerate(squares) if i % 2 == 0)
