from __future__ import annotations

import sqlite3
from contextlib import closing

from kiosk.journal.checksums import checksum, summed, teach


def test_each_value_and_its_place_counts() -> None:
    said = [
        checksum("ab", "c"),
        checksum("a", "bc"),
        checksum("abc"),
        checksum("c", "ab"),
        checksum("abc", ""),
        checksum(),
    ]
    assert len(set(said)) == len(said)


def test_text_bytes_and_numbers_of_one_look_are_one() -> None:
    assert checksum("17", "ä") == checksum(17, "ä".encode())


def test_sql_sums_as_we_do() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        teach(connection)
        connection.execute("CREATE TABLE rows (a TEXT, b INTEGER)")
        connection.execute("INSERT INTO rows VALUES ('ä', 17)")
        [(one,)] = connection.execute(f"SELECT {summed('a', 'b')} FROM rows")
    assert one == checksum("ä", 17)


def test_bytes_that_are_no_text_can_be_read_and_summed() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        teach(connection)
        connection.execute("CREATE TABLE rows (a TEXT)")
        connection.execute("INSERT INTO rows VALUES (CAST(X'FF41' AS TEXT))")
        [(said, one)] = connection.execute(f"SELECT a, {summed('a')} FROM rows")
    assert said == "\ufffdA"
    assert one == checksum(b"\xff\x41")
