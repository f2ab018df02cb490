"""Subscriptions written as OPML, and read again."""

from tuireader.reading import read
from tuireader.reading.carried import Subscription
from tuireader.writing.opml import opml


def test_nothing_of_a_list_is_lost_when_it_is_read_again() -> None:
    subscriptions = {
        Subscription(
            address="https://a.example/rss?a=1&b=2", title='The "A" & <B>', site="https://a.example/", region="Europe", section="Business"
        ),
        Subscription(address="https://b.example/rss", title="B", folder=("News", "Asia")),
        Subscription(address="https://c.example/rss", title="C", folder=("News",)),
        Subscription(address="https://d.example/rss", title="D", folder=("Other", "Asia")),
    }
    assert set(read(opml(subscriptions)).subscriptions) == subscriptions


def test_what_is_no_xml_is_left_out() -> None:
    written = opml([Subscription(address="https://a.example/rss", title="Tick\x1b[31mer\x00 \ufffe")])
    assert [subscription.title for subscription in read(written).subscriptions] == ["Ticker"]
