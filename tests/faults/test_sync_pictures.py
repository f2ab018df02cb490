"""Pictures at sync: after the texts, whatever a server sends in their place, and within the room that they may take."""

from __future__ import annotations

import socket
import time
from collections import Counter
from email.utils import formatdate
from io import BytesIO

import pytest
from PIL import Image

from tests.faults.server import Server, http, moved
from tests.faults.world import MANNERS, PAGES, headline, item, serve_feed, subscribe, sync, synced, text
from tuireader.intake import take
from tuireader.query import Query, parse
from tuireader.store import Store
from tuireader.store.checking import check
from tuireader.sync import engine, pictures_adopting, pictures_desk
from tuireader.sync.events import Progress, Report
from tuireader.sync.exchange import Limits
from tuireader.sync.fetchers import Manners
from tuireader.sync.pictures import MOST, Wish
from tuireader.sync.planning import Options, planned_pictures
from tuireader.sync.schedule import PAGE_TRIES

ALL = Wish("all")


def photo(number: int = 0, width: int = 400, height: int = 300) -> bytes:
    """Return a picture that is told by its number."""
    image = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    image.paste((number * 37 % 256, number * 91 % 256, 90), (0, 0, 60, 60))
    out = BytesIO()
    image.save(out, "JPEG", quality=90)
    return out.getvalue()


def shown(*addresses: str) -> str:
    """Return the HTML of captioned pictures."""
    return "".join(
        f'<figure><img src="{address}"><figcaption>Seen from pier {n}</figcaption></figure>' for n, address in enumerate(addresses)
    )


def illustrated(server: Server, n: int, *addresses: str) -> str:
    """Return a feed's whole story that shows these pictures."""
    return item(server, n, body=shown(*addresses) + "".join(f"<p>{line}</p>" for line in text(n)))


def page_with(n: int, *addresses: str) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in text(n))
    return (
        f'<html lang=en><head><title>{headline(n)}</title><meta property="og:image" content="{addresses[0]}"></head><body><article>'
        f"<h1>{headline(n)}</h1>{shown(*addresses)}{lines}</article></body></html>"
    ).encode()


def serve(server: Server, path: str, data: bytes | None = None, *headers: str) -> str:
    return server.answers(path, http(photo() if data is None else data, *(headers or ("Content-Type: image/jpeg",))))


def asked(server: Server) -> Counter[str]:
    return Counter(request.split(" ")[1] for request in server.requests)


def missing(store: Store) -> list[int]:
    return [row.missing for row in store.page(Query(), 100, newest_first=False).rows]


def reasons(report: Report, server: Server) -> dict[str, str]:
    return {one.address.removeprefix(server.url("/")): one.why for one in report.pictures_missing}


def test_lead_pictures_come_by_themselves_and_others_when_they_are_wanted(server: Server, store: Store) -> None:
    lead, second = serve(server, "/lead.jpg", photo(1)), serve(server, "/second.jpg", photo(2))
    subscribe(store, serve_feed(server, [illustrated(server, 1, lead, second)]))
    report = sync(store)
    assert (report.pictures, report.pictures_missing) == (1, [])
    assert asked(server) == {"/feed": 1, "/lead.jpg": 1}
    found = store.pictures.get(lead)
    assert found is not None
    assert (found.media_type, found.width, found.height, len(found.data)) == ("image/jpeg", 400, 300, report.picture_bytes)
    assert missing(store) == [0]
    serve_feed(server, [illustrated(server, 1, lead, second), illustrated(server, 2, lead, second)])
    assert sync(store, pictures=ALL).pictures == 1
    assert asked(server) == {"/feed": 2, "/lead.jpg": 1, "/second.jpg": 1}
    assert missing(store) == [0, 0]


def test_no_pictures_are_fetched_when_none_are_wanted(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [illustrated(server, 1, serve(server, "/lead.jpg"))]))
    report = sync(store, pictures=Wish("none"))
    assert (report.new, report.pictures, asked(server)) == (1, 0, {"/feed": 1})
    assert (missing(store), store.pictures.owed(1 << 40)) == ([0], [])


def test_a_page_says_which_pictures_its_story_has(server: Server, store: Store) -> None:
    small, large = serve(server, "/thumbnail.jpg"), serve(server, "/large.jpg")
    server.answers("/robots.txt", http(b"User-agent: *\nDisallow: /large.jpg\n"))
    server.answers("/story/1", http(page_with(1, large), PAGES))
    enclosed = f'<enclosure url="{small}" type="image/jpeg" length="1"/></item>'
    subscribe(store, serve_feed(server, [item(server, 1, whole=False).replace("</item>", enclosed)]))
    report, events = synced(store, pictures=ALL)
    assert (report.new, report.pages, report.pictures) == (1, 1, 1)
    assert asked(server) == {"/feed": 1, "/robots.txt": 1, "/story/1": 1, "/large.jpg": 1}
    assert server.requests[-1].lower().count("accept: image/jpeg") == 1
    last = [event for event in events if isinstance(event, Progress)][-1]
    assert (last.pictures, last.pictures_done) == (1, 1)


def test_texts_come_before_pictures(server: Server, store: Store) -> None:
    items = [illustrated(server, n, serve(server, f"/{n}.jpg", photo(n))) for n in range(20)]
    items += [item(server, n, whole=False) for n in range(20, 40)]
    server.answers("/robots.txt", http(b"", status="404 Not Found"))
    for n in range(20, 40):
        server.answers(f"/story/{n}", http(page_with(n, serve(server, f"/{n}.jpg", photo(n))), PAGES))
    subscribe(store, serve_feed(server, items))
    assert sync(store).pictures == 40
    order = [request.split(" ")[1] for request in server.requests]
    first = next(at for at, path in enumerate(order) if path.endswith(".jpg"))
    assert sum(path.startswith("/story/") for path in order[:first]) >= 16


def test_a_sync_that_is_stopped_goes_on_where_it_was(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_desk, "TOGETHER", 2)
    monkeypatch.setattr(engine, "_EVERY", 0)
    count = 20
    items = [illustrated(server, n, serve(server, f"/{n}.jpg", photo(n))) for n in range(count)]
    subscribe(store, serve_feed(server, items, 'ETag: "1"'))
    seen: list[object] = []

    def stop() -> bool:
        return any(isinstance(event, Progress) and event.pictures_done > 3 for event in seen)

    report = engine.run(store, Options(allow_hosts=("127.0.0.1",), manners=MANNERS), on_event=seen.append, cancelled=stop)
    assert report.stopped
    stored = report.pictures
    assert 0 < stored < count
    assert sum(missing(store)) == count - stored
    server.answers("/feed", http(b"", status="304 Not Modified"))
    assert len(planned_pictures(store, Options())) == count - stored
    assert planned_pictures(store, Options(pictures=Wish("none"))) == []
    later = sync(store)
    assert (later.new, later.pictures, sum(missing(store))) == (0, count - stored, 0)
    assert sync(store).pictures == 0
    assert len([path for path in asked(server) if path.endswith(".jpg")]) == count


def test_nothing_is_asked_twice(server: Server, store: Store) -> None:
    shared, gone = serve(server, "/shared.jpg"), server.answers("/gone.jpg", http(b"", status="410 Gone"))
    subscribe(store, serve_feed(server, [illustrated(server, n, shared, gone) for n in range(3)]))
    report = sync(store, pictures=ALL)
    assert (report.pictures, len(report.pictures_missing)) == (1, 1)
    serve_feed(server, [illustrated(server, n, shared, gone) for n in range(6)])
    assert sync(store, pictures=ALL).new == 3
    assert asked(server) == {"/feed": 2, "/shared.jpg": 1, "/gone.jpg": 1}
    assert missing(store) == [0] * 6
    assert [one.address for row in store.page(Query(), 10).rows for one in store.pictures.lacking(row.id)] == [gone] * 6


def test_whatever_comes_in_place_of_a_picture_is_named_and_the_story_stays(
    server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drip(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n\xff\xd8\xff")
        while not server.closing.wait(0.05):
            connection.sendall(bytes(20))

    def endless(connection: socket.socket, _: str) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n\xff\xd8\xff")
        while True:
            connection.sendall(bytes(65536))

    whole = photo()
    icon = BytesIO()
    Image.new("RGB", (1, 1)).save(icon, "GIF")
    pictures = {
        "page.jpg": serve(server, "/page.jpg", b"<!doctype html><title>Log in</title>"),
        "drawing.svg": serve(server, "/drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Content-Type: image/svg+xml"),
        "cut.jpg": serve(server, "/cut.jpg", whole[: len(whole) // 2]),
        "short.jpg": server.answers("/short.jpg", http(whole, length=len(whole) + 9)),
        "lost.jpg": server.answers("/lost.jpg", http(b"", status="404 Not Found")),
        "private.jpg": server.answers("/private.jpg", http(b"", status="403 Forbidden")),
        "sick.jpg": server.answers("/sick.jpg", http(b"", status="500 Oh")),
        "drip.jpg": server.behaves("/drip.jpg", drip),
        "endless.jpg": server.behaves("/endless.jpg", endless),
        "inside.jpg": server.answers("/inside.jpg", moved("http://192.168.0.1/inside.jpg")),
        "loop.jpg": server.answers("/loop.jpg", moved(server.url("/loop.jpg"))),
        "empty.jpg": serve(server, "/empty.jpg", b""),
        "text.jpg": serve(server, "/text.jpg", b"no picture"),
        "pixel.gif": serve(server, "/pixel.gif", icon.getvalue()),
    }
    monkeypatch.setattr(pictures_desk, "_ENOUGH", len(pictures))
    subscribe(store, serve_feed(server, [illustrated(server, 1, *pictures.values())]))
    hasty = Limits(size=200_000, seconds=4, silence=3, redirects=3)
    report = sync(store, pictures=ALL, manners=Manners(pause=0, picture=hasty))
    why = {one.address.rpartition("/")[2]: (one.why, one.again) for one in report.pictures_missing}
    assert set(why) == set(pictures) - {"pixel.gif"}
    wanted = {
        "page.jpg": ("a page came in place", True),
        "drawing.svg": ("SVG", False),
        "cut.jpg": ("is cut short", True),
        "short.jpg": ("cut short", True),
        "lost.jpg": ("has no such picture (status 404)", False),
        "private.jpg": ("refuses to show this", False),
        "sick.jpg": ("status 500", True),
        "drip.jpg": ("", True),
        "endless.jpg": ("over the limit", False),
        "inside.jpg": ("a private network", True),
        "loop.jpg": ("redirected more than 3 times", True),
        "empty.jpg": ("empty answer", True),
        "text.jpg": ("is no picture", False),
    }
    for name, (words, again) in wanted.items():
        assert words in why[name][0], name
        assert why[name][1] == again, name
    (row,) = store.page(Query(), 10).rows
    assert (row.whole, row.missing) == ("whole", sum(again for _, again in wanted.values()))
    assert "breakfast" in store.get(row.id).blocks[-1].text
    assert check(store.home).damages == []


def test_what_fails_for_now_is_tried_again_some_times_and_then_let_be(
    server: Server, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    sick = server.answers("/sick.jpg", http(b"", status="500 Oh"))
    subscribe(store, serve_feed(server, [illustrated(server, 1, sick)]))
    assert [one.again for one in sync(store).pictures_missing] == [True]
    assert sync(store).pictures_missing == []  # not yet
    assert asked(server)["/sick.jpg"] == 1
    for tries in range(2, PAGE_TRIES + 1):
        (owed,) = store.pictures.owed(1 << 40)
        store.pictures.settle([], [owed._replace(next_attempt=0)])
        assert [one.again for one in sync(store).pictures_missing] == [tries < PAGE_TRIES]
    assert (store.pictures.owed(1 << 40), missing(store)) == ([], [1])
    (row,) = store.page(Query(), 1).rows
    assert "status 500" in (store.pictures.lacking(row.id)[0].why or "")


def test_a_story_is_complete_when_the_rest_of_its_pictures_are_gone_for_good(server: Server, store: Store) -> None:
    gone = [
        server.answers("/lost.jpg", http(b"", status="404 Not Found")),
        server.answers("/gone.jpg", http(b"", status="410 Gone")),
        serve(server, "/drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Content-Type: image/svg+xml"),
        serve(server, "/huge.jpg", photo(2) + bytes(300_000)),
    ]
    sick = server.answers("/sick.jpg", http(b"", status="500 Oh"))
    here, never = illustrated(server, 1, serve(server, "/here.jpg"), *gone), illustrated(server, 2, sick, gone[0])
    subscribe(store, serve_feed(server, [here, never]))
    small = Limits(size=200_000)
    report = sync(store, pictures=ALL, manners=Manners(pause=0, picture=small))
    assert Counter(one.address for one in report.pictures_missing if not one.again) == dict.fromkeys(gone, 1)
    assert [row.title for row in store.page(parse("is:complete"), 5).rows] == [headline(1)]
    (partial,) = store.page(parse("is:partial"), 5).rows
    assert (partial.title, partial.missing) == (headline(2), 1)
    assert {one.address: one.wanted for one in store.pictures.lacking(partial.id)} == {sick: True, gone[0]: False}
    assert all(one.why for one in store.pictures.lacking(partial.id))
    assert sync(store, pictures=ALL).pictures_missing == []


def test_a_host_that_fails_again_and_again_is_left_alone(server: Server, store: Store) -> None:
    sick = [server.answers(f"/{n}.jpg", http(b"", status="500 Oh")) for n in range(40)]
    subscribe(store, serve_feed(server, [illustrated(server, n, sick[n]) for n in range(40)]))
    report = sync(store)
    assert len(report.pictures_missing) == 40
    assert sum(path.endswith(".jpg") for path in asked(server)) < 40
    later = {one.address for one in report.pictures_missing if "doesn't answer as it should" in one.why}
    assert {owed.address for owed in store.pictures.owed(0)} == later != set()


def test_a_server_that_wants_to_be_left_alone_is_asked_again_later(server: Server, store: Store) -> None:
    busy = server.answers("/busy.jpg", http(b"", "Retry-After: 600", status="429 Slow down"))
    subscribe(store, serve_feed(server, [illustrated(server, 1, busy.replace("127.0.0.1", "localhost"))]))
    (one,) = sync(store).pictures_missing
    assert one.again
    assert "left alone" in one.why
    (owed,) = store.pictures.owed(1 << 40)
    assert owed.tries == 0
    assert sync(store).pictures_missing == []


def test_a_host_that_is_not_there_counts_as_a_failure_and_not_as_a_lost_network(server: Server, store: Store) -> None:
    nowhere = [f"http://no-such-host.invalid/{n}.jpg" for n in range(40)]
    there = serve(server, "/there.jpg")
    subscribe(store, serve_feed(server, [illustrated(server, n, address) for n, address in enumerate([*nowhere, there])]))
    report = sync(store)
    assert (report.offline, report.cut_off, report.pictures, report.new) == (False, False, 1, 41)
    assert {one.again for one in report.pictures_missing} == {True}
    assert len(report.pictures_missing) == 40


def test_without_a_network_nothing_is_noted_of_pictures(server: Server, store: Store) -> None:
    address = "http://no-such-host.invalid/1.jpg"
    subscribe(store, origin := serve_feed(server, [illustrated(server, 1, address)]))
    sync(store, pictures=Wish("lead", budget=0))
    before = store.pictures.owed(0)
    assert [owed.address for owed in before] == [address]
    store.subscriptions.change(origin, address="http://no-such-host.invalid/feed")
    report = sync(store)
    assert (report.offline, report.pictures_missing) == (True, [])
    assert store.pictures.owed(0) == before


def test_when_the_room_for_pictures_is_full_no_more_are_fetched(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_desk, "TOGETHER", 1)
    subscribe(store, serve_feed(server, [illustrated(server, n, serve(server, f"/{n}.jpg", photo(n))) for n in range(10)]))
    little = Wish("lead", budget=15_000)
    report = sync(store, pictures=little)
    assert 15_000 <= store.pictures.room() == report.picture_bytes < 15_000 + len(photo())
    assert report.pictures_over_budget == len(store.pictures.owed(0)) == 10 - report.pictures > 0
    full = sync(store, pictures=little)
    assert (full.pictures, full.pictures_over_budget) == (0, 10 - report.pictures)
    assert sync(store).pictures == 10 - report.pictures


def test_a_picture_that_came_along_with_a_saved_page_is_asked_of_nobody(server: Server, store: Store) -> None:
    made = server.url("/story") + f"#picture-{1:032x}"
    subscribe(store, serve_feed(server, [illustrated(server, 1, serve(server, "/1.jpg"), f"{serve(server, '/2.jpg')}#top")]))
    sync(store)
    (row,) = store.page(Query(), 10).rows
    story = store.get(row.id)
    store.pictures.owe([(story, [made, server.url("/2.jpg#top")])])  # as repair does with one that was damaged
    report = sync(store, pictures=ALL)
    assert (report.pictures, [one.address for one in report.pictures_missing]) == (1, [made])
    assert set(asked(server)) == {"/feed", "/1.jpg", "/2.jpg"}
    assert [lacking.why for lacking in store.pictures.lacking(row.id)] == ["came along with a saved page; import that again"]


def test_pictures_of_other_regions_wait(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [illustrated(server, 1, serve(server, "/1.jpg"))], path="/asia"), region=("Asia",))
    subscribe(store, serve_feed(server, [illustrated(server, 2, serve(server, "/2.jpg"))], path="/europe"), region=("Europe",))
    sync(store, pictures=Wish("lead", budget=0))
    report = sync(store, region=("Asia",))
    assert (report.pictures, [owed.address for owed in store.pictures.owed(0)]) == (1, [server.url("/2.jpg")])


def test_a_changed_wish_holds_for_the_fresh_stories_that_are_there(server: Server, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures_adopting, "_TOGETHER", 2)
    now = int(time.time())
    shown = [serve(server, f"/{n}.jpg", photo(n)) for n in range(8)]
    items = []
    for n in range(4):
        published = formatdate(now - 9 * 86_400 * (n == 0))  # the first is old
        items.append(illustrated(server, n, *shown[2 * n : 2 * n + 2]).replace(formatdate(1_700_000_000 + 60 * n), published))
    subscribe(store, serve_feed(server, items))
    assert sync(store, pictures=Wish("none")).new == 4
    (by_hand,) = take(store, ["-"], stdin=BytesIO(b"# By hand\n\nA text with a picture.\n\n![A picture](http://127.0.0.1:1/no.jpg)\n")).ids
    assert store.get(by_hand).blocks
    read = next(row.id for row in store.page(Query(), 10).rows if row.title == headline(3))
    store.mark([read], read=True)
    stopped = engine.run(store, Options(allow_hosts=("127.0.0.1",), manners=MANNERS), cancelled=lambda: True)
    assert (stopped.stopped, stopped.pictures) == (True, 0)
    lead = sync(store)
    assert (lead.pictures, lead.pictures_missing) == (2, [])
    assert sync(store, pictures=ALL).pictures == 2
    assert sync(store).pictures == sync(store).pictures == 0
    assert {path for path in asked(server) if path.endswith(".jpg")} == {f"/{n}.jpg" for n in (2, 3, 4, 5)}


def test_large_pictures_are_scaled_and_a_gallery_has_an_end(server: Server, store: Store) -> None:
    large = serve(server, "/large.jpg", photo(1, 3000, 1500))
    many = [server.url(f"/many/{n}.jpg") for n in range(MOST + 5)]
    subscribe(store, serve_feed(server, [illustrated(server, 1, large), illustrated(server, 2, *many)]))
    server.behaviours.update({f"/many/{n}.jpg": server.behaviours["/large.jpg"] for n in range(MOST + 5)})
    report = sync(store, pictures=Wish("all", width=640), manners=Manners(pause=0))
    assert report.pictures == 1 + MOST
    assert store.pictures.known([large])[large][:2] == (640, 320)


def test_a_subscriptions_name_for_the_program_goes_with_its_pictures(server: Server, store: Store) -> None:
    subscribe(store, serve_feed(server, [illustrated(server, 1, serve(server, "/1.jpg"))]), user_agent="Harbour reader")
    sync(store)
    assert "user-agent: harbour reader" in server.requests[-1].lower()
