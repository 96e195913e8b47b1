"""Checks the journal of a padro-gateway store with nothing but Python's standard library.

    python3 check-chain.py padro.sqlite

Exit status 0 when every link holds and every part that was not purged is the one that its link names.
"""
import hashlib
import json
import sqlite3
import sys

store = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
parts = {seq: (salt, text) for seq, salt, text in store.execute("SELECT seq, salt, text FROM journal_part")}
previous, expected, wrong, purged = bytes(32), 1, 0, 0

for seq, line, digest in store.execute("SELECT seq, line, hash FROM journal ORDER BY seq"):
    found = json.loads(line)
    if hashlib.sha256(previous + line.encode()).digest() != digest or seq != expected or found["seq"] != seq:
        wrong += 1
        print(f"{seq}: the link does not hold")
    if "part" in found:
        salt, text = parts.get(seq, (None, None))
        if salt is None:
            purged += 1
        elif hashlib.sha256((salt + text).encode()).hexdigest() != found["part"]:
            wrong += 1
            print(f"{seq}: the part is not the one that was recorded")
    previous, expected = digest, seq + 1

print(f"{expected - 1} links, {wrong} wrong, {purged} parts purged; last hash {previous.hex()}")
sys.exit(1 if wrong else 0)
