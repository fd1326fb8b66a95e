//! What the table says of code that depends on a crate, proved: such code is compiled against the crate before and after each
//! change.

use super::super::rules::{Class, RULES};
use super::{BEFORE, CASES, Edits, GOOD, MORE};
use crate::generate::{self, Tree, testing::compiler};
use crate::spec::Spec;

/// Code of a user that a major change breaks.
const CODE: &[(&str, &str)] = &[
    (
        "OPERATION_REMOVED",
        "async fn f(c: &Client) { _ = c.get_account(&Uuid::nil(), GetAccount::new()).await; }",
    ),
    ("PARAMETER_REMOVED", "fn f() -> GetAccount { GetAccount::new().page(1) }"),
    ("PARAMETER_CHANGED", "fn f() -> GetAccount { GetAccount::new().page(1) }"),
    (
        "RESPONSE_CHANGED",
        "async fn f(c: &Client) -> Account { c.get_account(&Uuid::nil(), GetAccount::new()).await.unwrap().into_inner() }",
    ),
    (
        "ERROR_ADDED",
        "async fn f(c: &Client) -> Result<ResponseValue<Account>, Error<()>> { c.get_account(&Uuid::nil(), GetAccount::new()).await }",
    ),
    ("SCHEME_REMOVED", "fn f() { _ = Client::builder().token(\"a\"); }"),
    ("TYPE_RENAMED", "fn f(_: Status) {}"),
    ("TYPE_CHANGED", "fn f() -> Status { Status::Active }"),
    ("PROPERTY_REMOVED", "fn f(a: &Account) -> Option<f64> { a.ratio }"),
    ("PROPERTY_CHANGED", "fn f(a: &Account) -> Option<i32> { a.size }"),
    ("SECRET", "fn f(r: &Reason) -> Option<&str> { r.text.as_deref() }"),
    ("NO_SECRET", "fn f(a: &Account) -> Option<&Secret> { a.key.as_ref() }"),
    ("OPTIONAL", "fn f(a: &Account) -> Uuid { a.id }"),
    ("REQUIRED", "fn f(a: &Account) -> Option<i32> { a.size }"),
    ("VALUE_REMOVED", "fn f() -> Status { Status::CreditHold }"),
    (
        "REQUIRED_PARAMETER_ADDED",
        "async fn f(c: &Client) { _ = c.list_boats(\"a\", ListBoats::new()).await; }",
    ),
    ("FIRST_OPTION_ADDED", "async fn f(c: &Client) { _ = c.cancel_boat(\"a\").await; }"),
    ("BODY_ADDED", "async fn f(c: &Client) { _ = c.cancel_boat(\"a\").await; }"),
    ("BODY_REMOVED", "async fn f(c: &Client, b: &NewBoat) { _ = c.create_boat(b).await; }"),
    ("BODY_CHANGED", "async fn f(c: &Client, b: &NewBoat) { _ = c.create_boat(b).await; }"),
    (
        "ERROR_CHANGED",
        "async fn f(c: &Client, b: &NewBoat) -> Result<ResponseValue<Boat>, Error<Problem>> { c.create_boat(b).await }",
    ),
    ("PAGES_REMOVED", "fn f(c: &Client) { _ = c.list_boats_pages(\"a\", ListBoats::new()); }"),
    (
        "ITEMS_CHANGED",
        "fn f(c: &Client) -> runtime::Pages<Boat, ()> { c.list_boats_pages(\"a\", ListBoats::new()) }",
    ),
    (
        "RESPONSE_KIND_REMOVED",
        "fn f(r: &MoveBoatSuccess) -> bool { matches!(r, MoveBoatSuccess::Towed(_)) }",
    ),
    ("REQUIRED_PROPERTY_ADDED", "fn f() -> Move { Move::new(\"a\".to_owned()) }"),
    ("HEADER_CHANGED", "fn f(h: &ListBoatsHeaders) -> Option<i64> { h.x_total }"),
    ("TYPE_REMOVED", "fn f(_: Rope) {}"),
    ("SETTERS_REMOVED", "fn f() -> Problem { Problem::new().why(\"a\") }"),
    ("RUST_NAME_CHANGED", "fn f(b: &Boat) -> Option<&str> { b.label.as_deref() }"),
    ("VARIANT_REMOVED", "fn f(c: &Cargo) -> bool { matches!(c, Cargo::Coal(_)) }"),
];

/// What a crate holds before a major change or after it, but not both, by file, where code compiles all the same and does something
/// else when it runs.
const CRATE: &[(&str, &str, &str)] = &[
    // Both arguments are strings.
    ("PARAMETERS_MOVED", "src/client.rs", "year: &str,\n        fleet: &str"),
    ("STATUS_REMOVED", "src/methods.rs", "500u16..=599u16"),
    ("MEDIA_TYPE_REMOVED", "src/lib.rs", "\"application/xml\""),
    ("CREDENTIALS_RENAMED", "README.md", "`GOOD_KEY`"),
    ("OPERATION_SECURITY_REMOVED", "src/lib.rs", ".security(&[])"),
    ("DEFAULT_SERVER_CHANGED", "src/lib.rs", "Server::new(\"https://api.example.com\""),
    ("INTEGER_CHANGED", "src/types.rs", "= \"credit_hold\" | 1"),
    ("XML_CHANGED", "src/mock.rs", "(\"tags\", ::progenitor_client::Rule::Unwrapped)"),
];

/// Major changes of which a crate holds nothing.
const OF_NO_CRATE: &[&str] = &["PROVIDER_REMOVED", "OTHER"];

/// The first or the second document, after edits.
fn text(row: &str, base: &str, edits: &[(&str, &str)]) -> String {
    let mut text = base.to_owned();
    for (from, to) in edits {
        assert_eq!(text.matches(from).count(), 1, "{row}: {from}");
        text = text.replacen(from, to, 1);
    }
    text
}

/// The crate of a document.
fn tree(yaml: &str) -> Tree {
    let spec = Spec {
        provider: "good".to_owned(),
        document: super::document(yaml),
        samples: Vec::new(),
        inventory: Default::default(),
    };
    generate::provider(&spec).unwrap_or_else(|problem| panic!("{problem}"))
}

/// The edits before and after, and the document that they are made to.
fn case(row: &str) -> (Edits, Edits, &'static str) {
    let before = BEFORE.iter().find(|(name, _)| *name == row);
    let before: Edits = before.map_or(&[], |(_, edits)| *edits);
    let after = CASES.iter().find(|(name, ..)| *name == row).unwrap().1;
    let edit = after.first().or(before.first()).unwrap().0;
    (before, after, if GOOD.contains(edit) { GOOD } else { MORE })
}

/// Compiles the code of some rows against the crate of a document; the rows whose code does not compile.
fn broken(yaml: &str, rows: &[(&'static str, &str)]) -> Vec<&'static str> {
    let mut program = "#![allow(unused, deprecated)]\n".to_owned();
    for (number, (_, code)) in rows.iter().enumerate() {
        program.push_str(&format!(
            "mod m{number} {{ use bindery_good::*; use bindery_good::types::*; use uuid::Uuid; {code} }}\n"
        ));
    }
    let Err(errors) = compiler().check_program("good", &tree(yaml), &program) else {
        return Vec::new();
    };
    // A module is on the line after its number.
    let is_broken = |number: &usize| errors.contains(&format!("program.rs:{}:", number + 2));
    let found: Vec<_> = (0..rows.len()).filter(is_broken).map(|n| rows[n].0).collect();
    assert!(!found.is_empty(), "{errors}");
    found
}

#[test]
fn what_is_major_breaks_code() {
    // Each document once with the code of all rows.
    for base in [GOOD, MORE] {
        let rows: Vec<_> = CODE
            .iter()
            .copied()
            .filter(|(row, _)| case(row).0.is_empty() && case(row).2 == base)
            .collect();
        assert_eq!(broken(&text("", base, &[]), &rows), [""; 0]);
    }
    // Changes of types one beside the other; those of methods, and of what a type is called, by themselves.
    type Batch<'r> = (&'r str, String, Vec<(&'r str, &'r str)>);
    let mut batches: Vec<Batch<'_>> = Vec::new();
    for &(row, code) in CODE {
        let (before, after, base) = case(row);
        if !before.is_empty() {
            assert_eq!(broken(&text(row, base, before), &[(row, code)]), [""; 0]);
        }
        let is_alone = code.contains("async") || code.contains("fn f(_") || !before.is_empty();
        let fits = |(other, yaml, _): &&mut (&str, String, Vec<_>)| {
            *other == base && after.iter().all(|(from, _)| yaml.matches(from).count() == 1)
        };
        match batches.iter_mut().find(fits).filter(|_| !is_alone) {
            Some((_, yaml, rows)) => {
                after.iter().for_each(|(from, to)| *yaml = yaml.replacen(from, to, 1));
                rows.push((row, code));
            }
            None => {
                let base = if is_alone { "" } else { base };
                batches.push((base, text(row, case(row).2, after), vec![(row, code)]));
            }
        }
    }
    for (_, yaml, rows) in batches {
        let names: Vec<&str> = rows.iter().map(|(row, _)| *row).collect();
        assert_eq!(broken(&yaml, &rows), names);
    }
    let major = RULES.iter().filter(|(_, rule)| rule.class == Class::Major);
    for (row, _) in major {
        let compiled = CODE.iter().filter(|(name, _)| name == row).count();
        let held = CRATE.iter().filter(|(name, ..)| name == row).count();
        let nothing = usize::from(OF_NO_CRATE.contains(row));
        assert_eq!(compiled + held + nothing, 1, "{row}");
    }
}

#[test]
fn what_is_major_and_compiles_changes_what_a_crate_does() {
    for (row, file, text) in CRATE {
        let (before, after, base) = case(row);
        let holds = |edits| {
            let tree = tree(&super::verdicts::text(row, base, edits));
            let file = tree.iter().find(|(path, _)| path.ends_with(file)).unwrap().1;
            String::from_utf8(file.clone()).unwrap().contains(text)
        };
        assert!(holds(before) != holds(after), "{row}: {file}: {text}");
    }
}

#[test]
fn what_is_minor_or_patch_breaks_no_code() {
    for base in [GOOD, MORE] {
        // As many changes at once as do not get into each other's way.
        let mut yaml = text("", base, &[]);
        let mut made = Vec::new();
        for &(row, edits, told) in CASES {
            let is_major = told.iter().any(|change| change.starts_with("major"));
            if is_major || edits.is_empty() || case(row).2 != base {
                continue;
            }
            let mut next = yaml.clone();
            let fits = edits.iter().all(|(from, to)| {
                let once = next.matches(from).count() == 1;
                next = next.replacen(from, to, 1);
                once
            });
            if fits && crate::spec::document("openapi.yaml", &next).is_ok() {
                yaml = next;
                made.push(row);
            }
        }
        assert!(made.len() >= 8, "{made:?}");
        let rows: Vec<_> = CODE
            .iter()
            .copied()
            .filter(|(row, _)| case(row).0.is_empty() && case(row).2 == base)
            .collect();
        assert_eq!(broken(&yaml, &rows), [""; 0], "{made:?}");
    }
}
