//! What `new` makes of sample bodies and pages: the document, what is added to one, the files, and what cannot be used.

use std::path::Path;

use insta::assert_snapshot;

use super::*;
use crate::spec::{self, Problem};

fn facts(lines: &str) -> Facts {
    inventory::parse(&format!("[x]\n{lines}")).unwrap()["x"].clone()
}

fn given<'a>(file: &'a str, body: &'a str, page: Option<Page<'a>>) -> Given<'a> {
    Given {
        file,
        body: body.as_bytes(),
        page,
    }
}

fn yaml(written: &Written) -> String {
    let file = &written.files[Path::new("specs/boats/openapi.yaml")];
    String::from_utf8(file.clone()).unwrap()
}

fn read(yaml: &str) -> Result<Document, Vec<String>> {
    let read = spec::document("openapi.yaml", yaml).map(|(document, _)| document);
    read.map_err(|problems: Vec<Problem>| problems.iter().map(ToString::to_string).collect())
}

const BOAT: &str = r#"{"id": 1, "name": "a", "state": "open", "length": "4.5", "cost": "1.50", "crew": [{"name": "x", "born": "2020-01-01"}],
    "owner": null, "token": "x", "n": 1, "home": {"city": "b"}, "last": {"home": {"city": "b"}}, "free": {}, "gaps": [1, null], "mixed": [1, "a"]}"#;

/// A first document, with what a person has to write in it written.
fn first() -> (Written, String) {
    let boat = facts(
        "path:id | table: string\nquery:expand | table: string\nheader:Authorization | table: string\nheader:Content-Type | table: string\n\
         id | table: integer, required | sample: number\nname | table: string | sample: string\n\
         state | table: enum | sample: string\nstate = open\nstate = shut\nlength | table: number | sample: string",
    );
    let page = Page {
        facts: &boat,
        request: Some("GET https://api.boats.example/v1/boats/:id"),
    };
    let samples = [
        given("some/where/get_boat.json", BOAT, Some(page)),
        given("get_boat.404.json", r#"{"error": {"code": 7}}"#, None),
        given(
            "Harbour.xml",
            "<R a=\"1\"><Berths><Berth>1</Berth><Berth>2</Berth></Berths></R>",
            None,
        ),
    ];
    let written = spec("boats", None, &samples).unwrap();
    let yaml = yaml(&written)
        .replace("title: \"\"", "title: Boats")
        .replace("/{path of get_harbour}", "/harbour");
    (written, yaml)
}

#[test]
fn a_first_document() {
    let (written, filled_in) = first();
    assert_snapshot!("first", yaml(&written));
    let files: Vec<String> = written
        .files
        .keys()
        .map(|p| p.display().to_string())
        .collect();
    assert_eq!(
        files,
        [
            "specs/boats/inventory.txt",
            "specs/boats/openapi.yaml",
            "specs/boats/samples/get_boat.404.json",
            "specs/boats/samples/get_boat.json",
            "specs/boats/samples/get_harbour.xml"
        ]
    );
    assert_eq!(
        written.open,
        [
            "`info`: write the provider's name as the title, and its version of the API",
            "`get_harbour`: write the path of the request, and its parameters; no page shows it"
        ]
    );
    // Without the title or the path it is refused, and with both it is fine.
    assert!(read(&yaml(&written)).is_err());
    let path = filled_in.replace("/harbour:", "\"/{path of get_harbour}\":");
    let refused = read(&path).unwrap_err();
    assert!(refused[0].contains("path of get_harbour"), "{refused:?}");
    let document = read(&filled_in).unwrap();
    let names: Vec<&str> = document.operations.iter().map(|o| o.id.as_str()).collect();
    assert_eq!(names, ["get_boat", "get_harbour"]);
}

#[test]
fn operations_for_an_existing_document() {
    let (_, before) = first();
    // A person's hand is all over it.
    let before = before
        .replace(
            "components:\n",
            "\n# What they share.\ncomponents: # all of it\n",
        )
        .replace("  /harbour:\n", "  # The harbour.\n  /harbour:\n");
    let document = read(&before).unwrap();
    let existing = Spec {
        provider: "boats".to_owned(),
        document,
        samples: Vec::new(),
        inventory: Inventory::new(),
    };
    let page =
        facts("body:name | table: string, required\nid | table: integer\nname | sample: string");
    let page = |request| {
        Some(Page {
            facts: &page,
            request: Some(request),
        })
    };
    let samples = [
        given(
            "create_boat.request.json",
            r#"{"name": "a", "tags": {"k": "v"}}"#,
            page("POST {{base_url}}/v1/boats"),
        ),
        given("create_boat.json", r#"{"id": 1, "name": "a"}"#, None),
        given(
            "list_boats.json",
            r#"[{"id": 1, "name": "a"}]"#,
            page("GET https://api.boats.example/v1/boats"),
        ),
        given(
            "delete_boat.404.json",
            r#"{"error": {"code": 7}}"#,
            page("DELETE /v1/boats/<boat>"),
        ),
    ];
    let written = spec("boats", Some((&before, &existing)), &samples).unwrap();
    let after = yaml(&written);
    let diff = similar::TextDiff::from_lines(&before, &after);
    // Lines are added and none is touched.
    assert!(
        diff.iter_all_changes()
            .all(|c| c.tag() != similar::ChangeTag::Delete),
        "{after}"
    );
    assert_snapshot!("added", diff.unified_diff().context_radius(1).to_string());
    assert_eq!(written.open, [""; 0]);
    let document = read(&after).unwrap();
    assert_eq!(document.operations.len(), 5);
    assert_eq!(
        document.operations.iter().find(|o| o.id == "get_boat"),
        existing
            .document
            .operations
            .iter()
            .find(|o| o.id == "get_boat")
    );
    let again = |file, request| {
        spec(
            "boats",
            Some((&before, &existing)),
            &[given(file, "{\"a\": 1}", page(request))],
        )
        .unwrap_err()
    };
    assert_eq!(
        again("get_boat.json", "GET /v2/boats"),
        "specs/boats has an operation `get_boat`; edit it, or name the sample for another one"
    );
    assert_eq!(
        again("read_boat.json", "GET /v1/boats/{x}"),
        "`read_boat` has the request of `get_boat`, GET /v1/boats/{id}; edit that one"
    );
    let braces = "openapi: 3.0.3\ninfo: {title: A, version: v1}\npaths: {}\n";
    let refused = spec("boats", Some((braces, &existing)), &samples).unwrap_err();
    assert!(
        refused.starts_with("specs/boats/openapi.yaml: `paths"),
        "{refused}"
    );
}

#[test]
fn names_of_samples() {
    #[track_caller]
    fn check(samples: &[&str], want: &[&str]) {
        let given: Vec<Given<'_>> = samples
            .iter()
            .map(|file| given(file, "{\"a\": 1}", None))
            .collect();
        let written = spec("boats", None, &given).unwrap();
        let paths: Vec<String> = written
            .files
            .keys()
            .map(|p| p.display().to_string().replace("specs/boats/samples/", ""))
            .collect();
        assert_eq!(&paths[1..], want, "{samples:?}");
    }
    check(&["Boat.json"], &["get_boat.json"]);
    check(&["body"], &["get_body.json"]);
    check(&["getBoat.Not Alone.json"], &["get_boat.json"]);
    check(
        &["get_boat.json", "get_boat.Not Alone.json"],
        &["get_boat.json", "get_boat.not-alone.json"],
    );
    check(&["boat.request.json"], &["create_boat.request.json"]);
    check(
        &["create_boat.request.json", "create_boat.201.json"],
        &["create_boat.201.json", "create_boat.request.json"],
    );
    check(
        &["get_boat.json", "get_boat.404.json", "list_ports.json"],
        &["get_boat.404.json", "get_boat.json", "list_ports.json"],
    );
}

#[test]
fn what_cannot_be_used() {
    #[track_caller]
    fn check(file: &str, text: &str, want: &str) {
        assert_eq!(
            spec("boats", None, &[given(file, text, None)]).unwrap_err(),
            want,
            "{text}"
        );
    }
    for text in ["a boat", ""] {
        check(
            "a.json",
            text,
            "a.json: neither JSON nor XML; give a body as the provider sends it",
        );
    }
    check(
        "a.json",
        "{\"a\": }",
        "a.json: this is not JSON (expected value at line 1 column 7)",
    );
    check(
        "a.xml",
        "<a/>",
        "a.xml: neither JSON nor XML with elements in it; give a body as the provider sends it",
    );
    check(
        "a.xml",
        "<a><b>1</b>",
        "a.xml: this is not XML (a body without its end)",
    );
    check(
        "a.xml",
        "<a><b>1</b></a><c/>",
        "a.xml: something follows the body; remove it",
    );
    let twice = [
        given("get_a.json", "1", None),
        given("x/get_a.json", "1", None),
    ];
    assert_eq!(
        spec("boats", None, &twice).unwrap_err(),
        "two samples are called get_a.json; give one of them a case: get_a.<case>.json"
    );
    let empty = Facts::default();
    let page = Page {
        facts: &empty,
        request: None,
    };
    let want =
        "get_a.json: its page documents no field; save the whole page, with its tables and samples";
    assert_eq!(
        spec("boats", None, &[given("get_a.json", "{}", Some(page))]).unwrap_err(),
        want
    );
    assert_eq!(
        spec("boats", None, &[]).unwrap_err(),
        "no sample body is given; give at least one"
    );
}
