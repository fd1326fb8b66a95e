//! `bindery decode`.

use bindery_registry::PROVIDERS;

use crate::harness::{check, check_error, metallic, operations, run};

#[test]
fn decode_prints_the_order_of_the_page_and_notes_what_is_unknown() {
    let Some(_) = metallic() else { return };
    check(
        &["decode", "metallic", "-"],
        r#"{"data": {"type": "Lab", "status": "frozen", "name": "A", "shade": {"x": null}}, "note": 1.50}"#,
        "{\n  \"data\": {\n    \"status\": \"frozen\",\n    \"name\": \"A\",\n    \"type\": \"Lab\",\n    \"shade\": {\n      \"x\": null\n    }\n  },\n  \"note\": 1.50\n}\n",
        "unknown field: data.shade\nunknown field: note\nunknown value: data.status = \"frozen\"\nunknown value: data.type = \"Lab\"\n",
    );
    let error = r#"{"error": {"code": 1006, "message": "Record not found"}}"#;
    let printed =
        "{\n  \"error\": {\n    \"code\": 1006,\n    \"message\": \"Record not found\"\n  }\n}\n";
    check(&["decode", "--status", "404", "metallic", "-"], error, printed, "");
    check(
        &["decode", "metallic", "--type", "text/json; charset=UTF-8", "-"],
        r#"{"data": {}}"#,
        "{\n  \"data\": {}\n}\n",
        "",
    );
}

#[test]
fn a_body_cannot_steer_a_terminal() {
    let Some(_) = metallic() else { return };
    let hidden = "\\u001b[2J\\nerror: b\\u202e\\u200b\\u009b";
    let body = format!(r#"{{"data": {{"status": "a{hidden}", "x{hidden}": "\u202e\u007f"}}}}"#);
    for format in ["json", "ndjson", "table", "csv"] {
        let outcome = run(&["decode", "metallic", "--format", format], body.as_bytes());
        assert_eq!(outcome.code, Some(0));
        assert_eq!(outcome.stderr.lines().count(), 2, "{outcome:?}");
        let is_hidden = |c: char| "\u{1b}\u{202e}\u{200b}\u{9b}\u{7f}".contains(c);
        assert!(!outcome.stderr.contains(is_hidden), "{outcome:?}");
        // A program gets the value itself from CSV, which has no escapes. On a terminal CSV has them, too.
        assert_eq!(outcome.stdout.contains(is_hidden), format == "csv", "{outcome:?}");
    }
}

#[test]
fn decode_of_every_documented_sample_knows_every_field() {
    for (provider, endpoint) in operations() {
        let id = endpoint.operation.id;
        let is_default = |name: &str| name.strip_suffix(".xml").unwrap_or(name) == id;
        for sample in endpoint.samples.iter().filter(|sample| is_default(sample.name)) {
            let file = format!("{}/../../{}", env!("CARGO_MANIFEST_DIR"), sample.file);
            let decode = |file: &str, stdin: &[u8]| {
                run(&["decode", provider.name, "--operation", id, file], stdin)
            };
            let outcome = decode(&file, b"");
            assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{file}");
            serde_json::from_str::<serde_json::Value>(&outcome.stdout).unwrap();
            // The same without the file's name, which says what it is.
            assert_eq!(decode("-", sample.body), outcome, "{file}");
        }
    }
}

#[test]
fn secrets_are_shown_only_on_request() {
    for entry in PROVIDERS {
        let Some(secret) = [
            ("sakari", r#"{"data":{"apiCredentials":{"secret":"s3cr3t"}}}"#),
            ("twosms", r#"{"ResponseData":{"Detail":{"SMSPassword":"s3cr3t"}}}"#),
        ]
        .into_iter()
        .find(|(name, _)| *name == entry.provider.name) else {
            continue;
        };
        let (provider, body) = secret;
        let hidden = run(&["decode", provider, "-"], body.as_bytes());
        assert_eq!(hidden.code, Some(0));
        assert!(
            hidden.stdout.contains("\"[redacted]\"") && !format!("{hidden:?}").contains("s3cr3t"),
            "{hidden:?}"
        );
        let shown = run(&["decode", provider, "--show-secrets", "-"], body.as_bytes());
        assert!(shown.stdout.contains("\"s3cr3t\"") && shown.stderr.is_empty(), "{shown:?}");
        // A value that does not fit its type stays hidden too.
        for body in [
            body.replace("\"s3cr3t\"", "[\"s3cr3t\"]"),
            body.replace("\"s3cr3t\"", "{\"s3cr3t\": 1}"),
        ] {
            let outcome = run(&["decode", provider, "-"], body.as_bytes());
            assert_eq!(outcome.code, Some(0), "{outcome:?}");
            assert!(
                outcome.stderr.starts_with("not of its documented type: ")
                    && !format!("{outcome:?}").contains("s3cr3t"),
                "{outcome:?}"
            );
        }
    }
}

#[test]
fn a_body_that_does_not_decode_is_an_error_with_its_path() {
    let Some(_) = metallic() else { return };
    let decode = ["decode", "metallic", "-"];
    let body = "{\n  \"data\": {\"contacts\": [{\n    \"address\": \"1 Ave\"\n  }]}\n}";
    check(
        &decode,
        body,
        "{\n  \"data\": {\n    \"contacts\": [\n      {\n        \"address\": \"1 Ave\"\n      }\n    ]\n  }\n}\n",
        "not of its documented type: data.contacts[0].address\n",
    );
    check_error(&decode, b"{}", 4, "data: ");
    check_error(&decode, b"[]", 4, "");
    check_error(&decode, b"null", 4, "");
    check_error(&decode, b"", 4, "the body is empty\n");
    check_error(&decode, b"  \n", 4, "the body is empty\n");
    check_error(&decode, b"{\"data\": ", 4, "not JSON: ");
    check_error(&decode, b"<html><body>Bad gateway</body></html>", 4, "");
    check_error(&decode, b"\x7fELF\x02\x01\x01\0\0\xff\xfe", 4, "");
    check_error(&decode, &[0xff; 1000], 4, "");
    // What a body starts with decides over its media type.
    check(
        &["decode", "metallic", "--type", "application/xml", "-"],
        "{\"data\": {}}",
        "{\n  \"data\": {}\n}\n",
        "",
    );
    check_error(&["decode", "metallic", "--type", "image/png", "-"], b"\x89PNG", 4, "");
}

#[test]
fn hostile_input_is_an_error() {
    let (provider, endpoint) = operations().next().unwrap();
    let decode = ["decode", provider.name, "--operation", endpoint.operation.id, "-"];
    // As much as a call reads.
    let too_long = "standard input is longer than 1 MiB\n";
    check_error(&decode, &vec![b'['; 100_000_000], 2, too_long);
    check_error(&decode, &vec![b'['; 1_000_000], 4, "");
    check_error(&decode, "{\"a\":".repeat(200_000).as_bytes(), 4, "");
    check_error(&decode, "<a>".repeat(300_000).as_bytes(), 4, "");
    let string = format!("\"{}", "a".repeat(1_000_000));
    check_error(&decode, string.as_bytes(), 4, "");
}

#[test]
fn the_body_is_standard_input_unless_a_file_is_named() {
    let Some(_) = metallic() else { return };
    let printed = "{\n  \"data\": {}\n}\n";
    check(&["decode", "metallic"], r#"{"data": {}}"#, printed, "");
    check(&["decode", "metallic", "--type", "json"], r#"{"data": {}}"#, printed, "");
}

#[test]
fn formats() {
    let Some(_) = metallic() else { return };
    let body = r#"{"data": {"name": "A, B", "services": []}}"#;
    let check = |format: &str, printed: &str| {
        let outcome = run(&["decode", "metallic", "--format", format], body.as_bytes());
        assert_eq!((outcome.code, outcome.stdout.as_str()), (Some(0), printed), "{outcome:?}");
    };
    check("ndjson", "{\"data\":{\"name\":\"A, B\",\"services\":[]}}\n");
    check("table", "data.name\tA, B\ndata.services\t[]\n");
    check("csv", "data.name,data.services\n\"A, B\",[]\n");
}

#[test]
fn strict_fails_where_a_body_differs_from_the_spec() {
    let Some(_) = metallic() else { return };
    let strict = ["decode", "metallic", "--strict"];
    check(&strict, r#"{"data": {}}"#, "{\n  \"data\": {}\n}\n", "");
    for (body, notes) in [
        (r#"{"data": {"new": 1}}"#, "unknown field: data.new\nerror: 1 difference from the spec\n"),
        (
            r#"{"data": {"name": {"a": 1}, "status": "frozen"}}"#,
            "unknown value: data.status = \"frozen\"\nnot of its documented type: data.name\n\
             error: 2 differences from the spec\n",
        ),
    ] {
        let outcome = run(&strict, body.as_bytes());
        assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(4), notes));
        assert!(!outcome.stdout.is_empty());
    }
}

#[test]
fn notes_are_bounded() {
    let Some(_) = metallic() else { return };
    let fields: Vec<String> = (0..1000).map(|n| format!("\"f{n}\": 1")).collect();
    let body = format!("{{\"data\": {{{}}}}}", fields.join(","));
    let outcome = run(&["decode", "metallic"], body.as_bytes());
    assert_eq!(outcome.stderr.lines().count(), 21);
    assert!(outcome.stderr.ends_with("\nand 980 more\n"), "{outcome:?}");
}
