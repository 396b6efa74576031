"""HTML is read as TDLib reads it, and refused in its words."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import html
from sandbox.errors import ApiError
from sandbox.lengths import utf16


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>Жарық</b> жоқ", "Жарық жоқ", [entity("bold", 0, 5)]),
        ("😀<i>а</i>", "😀а", [entity("italic", 2, 1)]),
        ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", None),
        ("<B>a</b>", "a", [entity("bold", 0, 1)]),
        ("<b>a</>", "a", [entity("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("a &lt;b&gt; &amp;amp &quot;&nbsp;&apos;", 'a <b> &amp "&nbsp;&apos;', []),
        ("&#1240;&#x4D8;&#0;&#55357;&#56832;", "ӘӘ&#0;😀", []),
        ('<a href="https://Example.com">x</a>', "x", [entity("text_link", 0, 1, url="https://example.com/")]),
        ("<a href=example.com>x</a>", "x", [entity("text_link", 0, 1, url="http://example.com/")]),
        ("<a>example.com/a?b</a>", "example.com/a?b", None),
        ("<a href='nonsense'>x</a>", "x", []),
        ('<a href="tg://user?id=7">x</a>', "x", [entity("text_mention", 0, 1, user={"id": 7})]),
        ("<code>a</code>", "a", [entity("code", 0, 1)]),
        ('<code class="language-py">a</code>', "a", [entity("code", 0, 1)]),
        ('<pre><code class="language-py">a</code></pre>', "a", [entity("pre", 0, 1, language="py")]),
        ('<code class="language-py"><pre>a</pre></code>', "a", [entity("pre", 0, 1, language="py")]),
        ("<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
        (
            '<tg-time unix="1795325446" format="dt">22.11</tg-time>',
            "22.11",
            [entity("date_time", 0, 5, unix_time=1795325446, date_time_format="dt")],
        ),
        ('<tg-time format="dt">22.11</tg-time>', "22.11", []),
    ],
)
def test_tags_become_entities(source: str, text: str, entities: list[dict[str, Any]] | None) -> None:
    parsed = html.parse(source)
    assert parsed[0] == text
    assert entities is None or parsed[1] == entities


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ә<div>", 'Unsupported start tag "div" at byte offset 2'),
        ("a<br/>", 'Unsupported start tag "br/" at byte offset 1'),
        ("1 < 2 и", 'Unsupported start tag "" at byte offset 2'),
        ("<3", "Unclosed start tag at byte offset 0"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b>a</b x>", "Unclosed end tag at byte offset 4"),
        ("<a ", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a =x>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x", "Unclosed start tag at byte offset 0"),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=ә>", "Unexpected end of name token at byte offset 8"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
        ('<tg-time unix="5" format="x">a</tg-time>', "Invalid date format used"),
        ("a\0b", "Text must not contain null bytes"),
        (
            "&#55357;",
            (
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            ),
        ),
    ],
)
def test_what_is_wrong_is_said_as_telegram_says_it(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refusal:
        html.parse(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {words}"
    assert refusal.value.invalid


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_escaped_text_always_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert html.parse(escaped) == (text, [])


@given(st.text(alphabet="<>/ab =\"'&;#1😀\n"))
def test_any_source_is_parsed_or_refused_and_entities_stay_within_the_text(source: str) -> None:
    try:
        text, entities = html.parse(source)
    except ApiError:
        return
    assert all(e["offset"] >= 0 and 0 < e["length"] <= utf16(text) - e["offset"] for e in entities)
