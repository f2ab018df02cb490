"""Our own JSON: what was printed comes back as it was."""

import json

import pytest

from tuireader.article import Article, Caption, Mark, Paragraph, Quote, identify, to_json
from tuireader.errors import NoArticle, UnknownFormat
from tuireader.reading import Hints, read

ARTICLE = Article(
    id=identify("url:https://example.org/river"),
    source_path="river.txt",
    title="River rises",
    region_path=("Europe", "Austria"),
    region_evidence="moved by hand",
    language="en",
    words=7,
    url="https://example.org/river",
    blocks=(
        Caption(text="The mill", credit="Jane Doe", src="https://example.org/mill.jpg"),
        Paragraph(
            text="“It rose,” she said of the river.",
            quotes=(Quote(start=1, end=9, text="It rose,", speaker="Jane Doe", mention="she", cue="said"),),
            marks=(Mark(kind="link", start=27, end=32, href="https://example.org/r"),),
        ),
    ),
)
OTHER = Article(title="Snow falls", blocks=(Paragraph(text="It snowed."),), language="en", words=2)


def test_nothing_is_lost_on_the_way() -> None:
    (draft,) = read(to_json(ARTICLE), Hints(path="saved.json")).drafts
    assert draft.article == ARTICLE


@pytest.mark.parametrize(
    "data",
    [
        b"\n".join([to_json(ARTICLE), to_json(OTHER)]) + b"\n",
        b"\r\n\r\n".join([to_json(ARTICLE), to_json(OTHER)]),
        b"[" + to_json(ARTICLE) + b",\n" + to_json(OTHER) + b"]",
        "\ufeff".encode() + b" [" + to_json(ARTICLE) + b"," + to_json(OTHER) + b"]",
    ],
    ids=["lines", "lines apart", "array", "marked array"],
)
def test_several_articles_come_one_a_line_or_in_an_array(data: bytes) -> None:
    assert [draft.article for draft in read(data).drafts] == [ARTICLE, OTHER]


def test_one_object_may_be_printed_over_several_lines() -> None:
    (draft,) = read(json.dumps(json.loads(to_json(ARTICLE)), indent=2).encode()).drafts
    assert draft.article == ARTICLE


def test_fields_of_a_later_version_are_passed_over() -> None:
    fields = json.loads(to_json(OTHER)) | {"mood": {"calm": [1, 2]}}
    (draft,) = read(json.dumps(fields).encode()).drafts
    assert draft.article == OTHER


def test_errors_that_parse_prints_are_passed_over() -> None:
    data = b'{"source_path": "a.png", "error": "this is a PNG picture"}\n' + to_json(OTHER)
    assert [draft.article for draft in read(data).drafts] == [OTHER]


def test_a_broken_line_costs_only_itself_and_is_named() -> None:
    reading = read(to_json(ARTICLE) + b'\n{"title": "Cut o\n' + to_json(OTHER))
    assert [draft.article for draft in reading.drafts] == [ARTICLE, OTHER]
    assert [failure.reason.split(":")[0] for failure in reading.failures] == ["object 2 of 3"]


def test_the_path_is_set_where_the_object_has_none() -> None:
    (draft,) = read(to_json(OTHER), Hints(path="other.json")).drafts
    assert draft.article.source_path == "other.json"


def test_a_quotation_says_what_stands_between_its_offsets() -> None:
    fields = json.loads(to_json(ARTICLE))
    fields["blocks"][1]["quotes"][0]["text"] = "I never said so"
    fields["blocks"][1]["quotes"].append({"start": 30, "end": 4000, "text": "outside"})
    (draft,) = read(json.dumps(fields).encode()).drafts
    assert draft.article.blocks == ARTICLE.blocks


def test_spans_move_when_forbidden_characters_before_them_go() -> None:
    fields = json.loads(to_json(ARTICLE))
    block = fields["blocks"][1]
    block["text"] = "\x1b[31m\u200b" + block["text"]
    for span in (*block["quotes"], *block["marks"]):
        span["start"] += 6
        span["end"] += 6
    (draft,) = read(json.dumps(fields).encode()).drafts
    assert draft.article.blocks == ARTICLE.blocks


def test_addresses_that_lead_elsewhere_than_the_web_go() -> None:
    fields = json.loads(to_json(ARTICLE)) | {"url": "javascript:alert(1)"}
    fields["blocks"][0]["src"] = "file:///etc/passwd"
    fields["blocks"][1]["marks"][0]["href"] = "--help"
    (draft,) = read(json.dumps(fields).encode()).drafts
    article = draft.article
    assert article.url is None
    assert article.blocks[0] == Caption(text="The mill", credit="Jane Doe")
    assert article.blocks[1].marks == ()


@pytest.mark.parametrize("identity", ["../../etc/passwd", "SHOUTING", "0123", "0123456789ai"])
def test_an_id_that_is_none_goes(identity: str) -> None:
    (draft,) = read(json.dumps(json.loads(to_json(OTHER)) | {"id": identity}).encode()).drafts
    assert draft.article.id == ""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"title": "Cut o', "broken JSON"),
        (b'{"a": 1}', "not an article's"),
        (b'[{"title": "x", "blocks": 3}]', "not an article's JSON"),
        (b'{"title": "x", "blocks": [{"kind": "dance", "text": ""}]}', "not an article's JSON"),
        (b'{"title": ' + b"[" * 100_000, "broken JSON"),
        (b'{"title": "x", "blocks": [], "deep": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "broken JSON"),
        (b'{"title": "\\ud800", "blocks": []}', "JSON"),
    ],
)
def test_broken_and_foreign_json_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnknownFormat, match=reason):
        read(data)


def test_an_empty_array_holds_no_article() -> None:
    with pytest.raises(NoArticle):
        read(b"[ ]")


@pytest.mark.parametrize("text", ["[AP] A headline in brackets", "{curly} A headline in braces", '["Quoted" says the river]'])
def test_brackets_alone_make_no_json(text: str) -> None:
    (draft,) = read(text.encode()).drafts
    assert draft.article.title.startswith(text[:5])
