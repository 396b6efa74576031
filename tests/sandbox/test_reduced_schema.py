"""The reduced schema keeps what is checked, and leaves out the prose."""

from sandbox.reduce_schema import reduce
from sandbox.wire import Json


def field(name: str, kind: str, description: str, *, required: bool = False) -> Json:
    return {
        "name": name,
        "type": kind,
        "required": required,
        "description": description,
        "html_description": "<td>",
    }


def entry(category: str, name: str, *fields: Json, description: str = "") -> Json:
    return {"category": category, "name": name, "annotations": list(fields), "description": description}


def test_methods_types_and_unions_are_kept_with_their_limits() -> None:
    schema = {
        "api": {"version": "10.3"},
        "items": [
            {
                "children": [
                    entry(
                        "methods",
                        "send",
                        field(
                            "text", "String", "Text, 1-4096 characters after entities parsing", required=True
                        ),
                        field("data", "String", "Data, 1-64 bytes"),
                        field("ids", "Array of Integer", "A list of 1-100 identifiers"),
                        field("accuracy", "Float", "The radius; 0-1500"),
                        field("country", "String", "Two-letter ISO 3166-1 alpha-2 code"),
                    ),
                    entry("types", "Shape", description="One of\n - Round\n - Square"),
                    entry("types", "Round", field("type", "String", "Type, must be round", required=True)),
                    entry("types", "Text", description="either a String for plain text or\n - Round"),
                    entry("types", "Nothing"),
                ]
            }
        ],
    }
    reduced = reduce(schema)
    assert reduced["methods"] == {
        "send": {
            "text": {"type": "String", "required": True, "parsed": [1, 4096]},
            "data": {"type": "String", "bytes": [1, 64]},
            "ids": {"type": "Array of Integer", "items": [1, 100]},
            "accuracy": {"type": "Float", "range": [0, 1500]},
            "country": {"type": "String"},
        }
    }
    assert reduced["unions"] == {"Shape": ["Round", "Square"], "Text": ["String", "Array of Text", "Round"]}
    assert reduced["types"] == {
        "Round": {"type": {"type": "String", "required": True, "constant": "round"}},
        "Nothing": {},
    }
