//! What `new` makes of sample bodies and pages: the document, what is added to one, the files, and what cannot be used.

use std::path::Path;

use insta::assert_snapshot;

use super::*;
use xtask::spec::{self, Problem};

fn facts(lines: &str) -> Facts {
    inventory::parse(&format!("[x]\n{lines}")).unwrap()["x"].clone()
}

fn given<'a>(file: &'a str, body: &'a str) -> Given<'a> {
    Given { file, body: body.as_bytes() }
}

/// A page that documents one operation.
fn page(request: &str, facts: &Facts) -> Vec<extract::Operation> {
    vec![extract::Operation {
        request: request::line(request),
        facts: facts.clone(),
        order: facts.fields.keys().cloned().collect(),
        samples: Vec::new(),
    }]
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
    let page = page("GET https://api.boats.example/v1/boats/:id", &boat);
    let samples = [
        given("some/where/get_boat.json", BOAT),
        given("get_boat.404.json", r#"{"error": {"code": 7}}"#),
        given("Harbour.xml", "<R a=\"1\"><Berths><Berth>1</Berth><Berth>2</Berth></Berths></R>"),
    ];
    let written = spec("boats", None, &samples, &[page]).unwrap();
    let yaml = yaml(&written)
        .replace("title: \"\"", "title: Boats")
        .replace("/{path of get_harbour}", "/harbour");
    (written, yaml)
}

#[test]
fn a_first_document() {
    let (written, filled_in) = first();
    assert_snapshot!("first", yaml(&written));
    let files: Vec<String> = written.files.keys().map(|p| p.display().to_string()).collect();
    assert_eq!(
        files,
        [
            "specs/boats/inventory.txt", "specs/boats/openapi.yaml",
            "specs/boats/samples/get_boat.404.json", "specs/boats/samples/get_boat.json",
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
        .replace("components:\n", "\n# What they share.\ncomponents: # all of it\n")
        .replace("  /harbour:\n", "  # The harbour.\n  /harbour:\n");
    let document = read(&before).unwrap();
    let existing = Spec {
        provider: "boats".to_owned(),
        document,
        samples: Vec::new(),
        inventory: Inventory::new(),
    };
    let documented =
        facts("body:name | table: string, required\nid | table: integer\nname | sample: string");
    let samples = [
        given("create_boat.request.json", r#"{"name": "a", "tags": {"k": "v"}}"#),
        given("create_boat.json", r#"{"id": 1, "name": "a"}"#),
        given("list_boats.json", r#"[{"id": 1, "name": "a"}]"#),
        given("delete_boat.404.json", r#"{"error": {"code": 7}}"#),
    ];
    let pages = [
        page("POST {{base_url}}/v1/boats", &documented),
        page(
            "GET https://api.boats.example/v1/boats",
            &facts("[].id | table: integer\n[].name | sample: string"),
        ),
        page("DELETE /v1/boats/<boat>", &facts("path:boat | table: string")),
    ];
    let written = spec("boats", Some((&before, &existing)), &samples, &pages).unwrap();
    let after = yaml(&written);
    let diff = similar::TextDiff::from_lines(&before, &after);
    // Lines are added and none is touched.
    assert!(diff.iter_all_changes().all(|c| c.tag() != similar::ChangeTag::Delete), "{after}");
    assert_snapshot!("added", diff.unified_diff().context_radius(1).to_string());
    assert_eq!(written.open, [""; 0]);
    let document = read(&after).unwrap();
    assert_eq!(document.operations.len(), 5);
    assert_eq!(
        document.operations.iter().find(|o| o.id == "get_boat"),
        existing.document.operations.iter().find(|o| o.id == "get_boat")
    );
    let again = |file, request| {
        let samples = [given(file, "{\"a\": 1}")];
        let pages = [page(request, &documented)];
        spec("boats", Some((&before, &existing)), &samples, &pages).unwrap_err()
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
    let refused = spec("boats", Some((braces, &existing)), &samples, &pages).unwrap_err();
    assert!(refused.starts_with("specs/boats/openapi.yaml: `paths"), "{refused}");
}

#[test]
fn names_of_samples() {
    #[track_caller]
    fn check(samples: &[&str], want: &[&str]) {
        let given: Vec<Given<'_>> = samples.iter().map(|file| given(file, "{\"a\": 1}")).collect();
        let written = spec("boats", None, &given, &[]).unwrap();
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
        assert_eq!(spec("boats", None, &[given(file, text)], &[]).unwrap_err(), want, "{text}");
    }
    for text in ["a boat", ""] {
        check("a.json", text, "a.json: neither JSON nor XML; give a body as the provider sends it");
    }
    check("a.json", "{\"a\": }", "a.json: this is not JSON (expected value at line 1 column 7)");
    check(
        "a.xml",
        "<a/>",
        "a.xml: neither JSON nor XML with elements in it; give a body as the provider sends it",
    );
    check("a.xml", "<a><b>1</b>", "a.xml: this is not XML (a body without its end)");
    check("a.xml", "<a><b>1</b></a><c/>", "a.xml: something follows the body; remove it");
    let twice = [given("get_a.json", "1"), given("x/get_a.json", "1")];
    assert_eq!(
        spec("boats", None, &twice, &[]).unwrap_err(),
        "two samples are called get_a.json; give one of them a case: get_a.<case>.json"
    );
    assert_eq!(
        spec("boats", None, &[], &[]).unwrap_err(),
        "neither a sample body nor a page is given; give at least one"
    );
}

#[test]
fn names_of_operations_on_pages() {
    #[track_caller]
    fn check(request: &str, want: &str) {
        let page = page(request, &Facts::default());
        assert_eq!(name_of(&page[0]).as_deref(), Some(want), "{request}");
    }
    check("GET /v1/boats/{id}", "get_boat");
    check("GET /v1/boats", "list_boats");
    check("GET /account", "get_account");
    check("GET /boats/{id}/crew", "get_crew");
    check("POST /v2/boats", "create_boat");
    check("POST /lockers/{id}/open", "open_locker");
    check("PATCH /boats/{id}", "update_boat");
    check("DELETE /boats/{id}.json", "delete_boat");
    check("GET /boat-types.json", "list_boat_types");
}

/// Every page that the reader is tested with gives a document that is read without a problem, once a person has filled it in.
#[test]
fn pages_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let files = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
    let mut count = 0;
    for file in files.filter(|p| p.extension().is_some_and(|e| e != "facts")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let reading = extract::read(&crate::read(&text), &extract::Asked::default());
        let Ok(written) = spec("boats", None, &[], &[reading.operations]) else {
            continue;
        };
        let yaml = yaml(&written)
            .replace("title: \"\"", "title: Boats")
            .replace("version: \"\"", "version: v1")
            .replace("scheme: \"\"", "scheme: bearer")
            .replace("/{path of get_it}", "/it")
            .replace("format: date\n", "format: date-time\n")
            .replace("format: date #", "format: date-time #");
        let problems = read(&yaml).err().unwrap_or_default();
        assert_eq!(problems, [""; 0], "{}: {yaml}", file.display());
        count += 1;
    }
    assert!(count > 35, "{count}");
}

#[test]
fn a_page_with_tables_only() {
    let text = "# Move a boat\n\n`POST /boats/{id}/move`\n\n## Query parameters\n\n| Name | Type | Default |\n|---|---|---|\n| wait | boolean | false |\n| by | string | crane |\n\n\
        ## Body\n\n| Name | Type | Required | Description |\n|---|---|---|---|\n| berth | integer | yes | Default: 2. Between 1 and 9. |\n\
        | crew[].nick | string | no | |\n\n## Response\n\n| Name | Type |\n|---|---|\n| moved | boolean |\n| at | timestamp or null |\n";
    let reading = extract::read(&crate::read(text), &extract::Asked::default());
    let written = spec("boats", None, &[], &[reading.operations]).unwrap();
    assert_snapshot!("tables_only", yaml(&written));
    let sample = &written.files[Path::new("specs/boats/samples/move_boat.json")];
    assert_eq!(
        String::from_utf8_lossy(sample),
        "{\n  \"moved\": true,\n  \"at\": \"2024-01-31T08:00:00Z\"\n}\n"
    );
    assert!(
        written.open.iter().any(|s| s.contains("is made from its tables")),
        "{:?}",
        written.open
    );
}
