"""The catalogue's tables, and how they came to be: one step a version, never changed once it has been released."""

from __future__ import annotations

import sqlite3

VERSION = 7
"""What ``PRAGMA user_version`` of a store of this program says."""

# Small integers first: a row's head is read without its texts. `number` is never given twice (AUTOINCREMENT), for lists hold on to it.
# `version` names the body together with `id`; `text` is the row in `words`, a fresh one for every version of the text, so that nothing
# need ever be taken out of that index: rows that no article names are passed over, and go when it is built anew.
_FIRST = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    sort INTEGER NOT NULL,
    desk INTEGER NOT NULL,
    region INTEGER NOT NULL,
    read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1)),
    starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
    moved INTEGER NOT NULL DEFAULT 0 CHECK (moved IN (0, 1)),
    starter INTEGER NOT NULL DEFAULT 0 CHECK (starter IN (0, 1)),
    block INTEGER,
    place INTEGER,
    text INTEGER NOT NULL,
    text_key INTEGER NOT NULL,
    version INTEGER NOT NULL,
    size INTEGER NOT NULL,
    rules INTEGER,
    source INTEGER,
    section INTEGER,
    published INTEGER,
    updated INTEGER,
    first_seen INTEGER NOT NULL,
    words INTEGER NOT NULL,
    quotations INTEGER NOT NULL,
    pictures INTEGER NOT NULL,
    whole INTEGER NOT NULL,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    byline TEXT,
    language TEXT,
    places TEXT NOT NULL,
    url TEXT,
    key TEXT NOT NULL,
    subscriptions TEXT NOT NULL,
    digest BLOB NOT NULL,
    original BLOB
);
-- The partial ones name their condition's column too: only so does SQLite answer from the index alone.
CREATE INDEX by_sort ON articles (sort);
CREATE INDEX by_desk ON articles (desk, sort);
CREATE INDEX by_region ON articles (region, sort);
CREATE INDEX unread_by_sort ON articles (read, sort) WHERE read = 0;
CREATE INDEX unread_by_desk ON articles (desk, read, sort) WHERE read = 0;
CREATE INDEX unread_by_region ON articles (region, read, sort) WHERE read = 0;
CREATE INDEX starred_by_sort ON articles (starred, sort) WHERE starred = 1;
CREATE INDEX by_source ON articles (source, sort);
CREATE INDEX by_text ON articles (text, sort);
CREATE INDEX by_text_key ON articles (text_key);

CREATE TABLE regions (
    number INTEGER PRIMARY KEY,
    desk TEXT NOT NULL,
    country TEXT NOT NULL,
    desk_folded TEXT NOT NULL,
    country_folded TEXT NOT NULL,
    total INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    starred_unread INTEGER NOT NULL DEFAULT 0,
    UNIQUE (desk, country)
);
CREATE TRIGGER articles_insert AFTER INSERT ON articles BEGIN
    UPDATE regions SET total = total + 1, unread = unread + (NEW.read = 0), starred = starred + NEW.starred,
        starred_unread = starred_unread + (NEW.starred = 1 AND NEW.read = 0) WHERE number = NEW.region;
END;
CREATE TRIGGER articles_delete AFTER DELETE ON articles BEGIN
    UPDATE regions SET total = total - 1, unread = unread - (OLD.read = 0), starred = starred - OLD.starred,
        starred_unread = starred_unread - (OLD.starred = 1 AND OLD.read = 0) WHERE number = OLD.region;
END;
CREATE TRIGGER articles_update AFTER UPDATE OF read, starred, region ON articles
    WHEN OLD.read <> NEW.read OR OLD.starred <> NEW.starred OR OLD.region <> NEW.region BEGIN
    UPDATE regions SET total = total - 1, unread = unread - (OLD.read = 0), starred = starred - OLD.starred,
        starred_unread = starred_unread - (OLD.starred = 1 AND OLD.read = 0) WHERE number = OLD.region;
    UPDATE regions SET total = total + 1, unread = unread + (NEW.read = 0), starred = starred + NEW.starred,
        starred_unread = starred_unread + (NEW.starred = 1 AND NEW.read = 0) WHERE number = NEW.region;
END;

CREATE TABLE labels (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    UNIQUE (kind, name)
);
CREATE TABLE mentions (code TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (code, article)) WITHOUT ROWID;
CREATE TABLE speakers (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, folded TEXT NOT NULL);
CREATE TABLE quotations (
    article INTEGER NOT NULL,
    block INTEGER NOT NULL,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    speaker INTEGER,
    PRIMARY KEY (article, block, start)
) WITHOUT ROWID;
CREATE INDEX said_by ON quotations (speaker) WHERE speaker IS NOT NULL;
CREATE TABLE tombstones (
    id TEXT PRIMARY KEY,
    deleted INTEGER NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    number INTEGER,
    original TEXT,
    state TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES ('store', lower(hex(randomblob(8))));
CREATE VIRTUAL TABLE words USING fts5(
    headline, text, quotes, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
);
"""

LAST_WORD = "substr(folded, length(rtrim(folded, replace(folded, ' ', ''))) + 1)"
"""The last word of a speaker's name, by which namesakes are found."""
_SECOND = f"CREATE INDEX speakers_by_last_word ON speakers ({LAST_WORD});"

# `owed` holds the pages that are still to be fetched, so that a sync that is stopped, or killed, goes on where it was.
_THIRD = """
CREATE TABLE subscriptions (
    number INTEGER PRIMARY KEY,
    origin TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL UNIQUE,
    title TEXT,
    site TEXT,
    region TEXT NOT NULL DEFAULT '',
    section TEXT,
    full_text INTEGER NOT NULL DEFAULT 1,
    user_agent TEXT,
    interval INTEGER,
    keep INTEGER,
    added INTEGER NOT NULL,
    last_try INTEGER,
    last_success INTEGER,
    last_error TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    next_attempt INTEGER,
    held_until INTEGER,
    etag TEXT,
    modified TEXT,
    digest TEXT,
    entries INTEGER,
    gone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE owed (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    origin TEXT NOT NULL,
    tries INTEGER NOT NULL,
    next_attempt INTEGER NOT NULL
) WITHOUT ROWID;
"""

# A picture is stored (`size`), owed (`next_attempt`) or neither, and then `why` says it; one that can't be had, or isn't worth showing (an
# icon), isn't `wanted`. A story is tied to every picture that it names and this table knows; by its id, for a deletion can be undone.
_FOURTH = """
ALTER TABLE articles ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
CREATE TABLE pictures (
    number INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    origin TEXT,
    size INTEGER,
    width INTEGER,
    height INTEGER,
    tries INTEGER NOT NULL DEFAULT 0,
    next_attempt INTEGER,
    why TEXT,
    wanted INTEGER NOT NULL DEFAULT 1 CHECK (wanted IN (0, 1))
);
CREATE INDEX pictures_owed ON pictures (next_attempt) WHERE next_attempt IS NOT NULL;
CREATE TABLE pictured (article TEXT NOT NULL, picture INTEGER NOT NULL, PRIMARY KEY (article, picture)) WITHOUT ROWID;
CREATE INDEX pictured_by_picture ON pictured (picture);
"""

_FIFTH = "ALTER TABLE articles ADD COLUMN revisits INTEGER NOT NULL DEFAULT 0;"  # how often a whole story's page was owed again

_SIXTH = "ALTER TABLE subscriptions ADD COLUMN seen BLOB;"  # prints of the entries that its last right answer had

# A picture that can't be had isn't wanted any more. Those that were given up for having failed too often have three tries behind them.
_SEVENTH = """
UPDATE pictures SET wanted = 0
    WHERE size IS NULL AND next_attempt IS NULL AND tries < 3 AND why <> 'its subscription was ended before it came';
UPDATE articles SET missing = (
        SELECT count(*) FROM pictured d JOIN pictures p ON p.number = d.picture
        WHERE d.article = articles.id AND p.size IS NULL AND p.wanted = 1
    ) WHERE id IN (SELECT article FROM pictured WHERE picture IN (SELECT number FROM pictures WHERE wanted = 0));
"""

STEPS = (_FIRST, _SECOND, _THIRD, _FOURTH, _FIFTH, _SIXTH, _SEVENTH)
"""``STEPS[n]`` takes a catalogue from version n to n + 1."""


def version(connection: sqlite3.Connection) -> int:
    """Return the catalogue's version; 0 for an empty file."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the catalogue up to :data:`VERSION`, each step in a transaction of its own; whoever comes second finds it done."""
    for step in range(version(connection), VERSION):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version(connection) == step:
                for statement in _statements(STEPS[step]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {step + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> list[str]:
    """Part a script; ``executescript`` would commit on its own."""
    found: list[str] = []
    rest = ""
    for line in script.splitlines(keepends=True):
        rest += line
        if sqlite3.complete_statement(rest):
            found.append(rest)
            rest = ""
    return found
