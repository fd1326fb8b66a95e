//! What the table says of code that depends on a crate, proved: such code is compiled against the crate before and after each
//! change.

use super::super::rules::{Class, RULES};
use super::{BEFORE, CASES, Edits, GOOD, MORE, edited};
use crate::generate::{self, Tree, testing::compiler};
use crate::spec::Spec;

/// Code of a user that a major change breaks.
const CODE: &[(&str, &str)] = &[
    (
        "OPERATION_REMOVED",
        "async fn f(c: &Client) { _ = c.get_account(&Uuid::nil(), GetAccount::new()).await; }",
    ),
    (
        "PARAMETER_REMOVED",
        "fn f() -> GetAccount { GetAccount::new().page(1) }",
    ),
    (
        "PARAMETER_CHANGED",
        "fn f() -> GetAccount { GetAccount::new().page(1) }",
    ),
    (
        "RESPONSE_CHANGED",
        "async fn f(c: &Client) -> Account { c.get_account(&Uuid::nil(), GetAccount::new()).await.unwrap().into_inner() }",
    ),
    (
        "ERROR_ADDED",
        "async fn f(c: &Client) -> Result<ResponseValue<Account>, Error<()>> { c.get_account(&Uuid::nil(), GetAccount::new()).await }",
    ),
    (
        "SCHEME_REMOVED",
        "fn f() { _ = Client::builder().token(\"a\"); }",
    ),
    ("TYPE_RENAMED", "fn f(_: Status) {}"),
    ("TYPE_CHANGED", "fn f() -> Status { Status::Active }"),
    (
        "PROPERTY_REMOVED",
        "fn f(a: &Account) -> Option<f64> { a.ratio }",
    ),
    (
        "PROPERTY_CHANGED",
        "fn f(a: &Account) -> Option<i32> { a.size }",
    ),
    (
        "SECRET",
        "fn f(r: &Reason) -> Option<&str> { r.text.as_deref() }",
    ),
    (
        "NO_SECRET",
        "fn f(a: &Account) -> Option<&Secret> { a.key.as_ref() }",
    ),
    ("OPTIONAL", "fn f(a: &Account) -> Uuid { a.id }"),
    ("REQUIRED", "fn f(a: &Account) -> Option<i32> { a.size }"),
    ("VALUE_REMOVED", "fn f() -> Status { Status::CreditHold }"),
    (
        "REQUIRED_PARAMETER_ADDED",
        "async fn f(c: &Client) { _ = c.list_boats(\"a\", ListBoats::new()).await; }",
    ),
    (
        "FIRST_OPTION_ADDED",
        "async fn f(c: &Client) { _ = c.cancel_boat(\"a\").await; }",
    ),
    (
        "BODY_ADDED",
        "async fn f(c: &Client) { _ = c.cancel_boat(\"a\").await; }",
    ),
    (
        "BODY_REMOVED",
        "async fn f(c: &Client, b: &NewBoat) { _ = c.create_boat(b).await; }",
    ),
    (
        "BODY_CHANGED",
        "async fn f(c: &Client, b: &NewBoat) { _ = c.create_boat(b).await; }",
    ),
    (
        "ERROR_CHANGED",
        "async fn f(c: &Client, b: &NewBoat) -> Result<ResponseValue<Boat>, Error<Problem>> { c.create_boat(b).await }",
    ),
    ("TYPE_REMOVED", "fn f(_: Rope) {}"),
    (
        "SETTERS_REMOVED",
        "fn f() -> Problem { Problem::new().why(\"a\") }",
    ),
    (
        "RUST_NAME_CHANGED",
        "fn f(b: &Boat) -> Option<&str> { b.label.as_deref() }",
    ),
    (
        "VARIANT_REMOVED",
        "fn f(c: &Cargo) -> bool { matches!(c, Cargo::Coal(_)) }",
    ),
];

/// Major changes that code does not notice before it runs, or whose features have no code yet.
const AT_RUN_TIME: &[&str] = &[
    "PROVIDER_REMOVED",
    // Both arguments are strings.
    "PARAMETERS_MOVED",
    "STATUS_REMOVED",
    "MEDIA_TYPE_REMOVED",
    "HEADER_CHANGED",
    "PAGES_REMOVED",
    "ITEMS_CHANGED",
    "CREDENTIALS_RENAMED",
    "DEFAULT_SERVER_CHANGED",
    "REQUIRED_PROPERTY_ADDED",
    "READ_ONLY",
    "INTEGER_CHANGED",
    "XML_CHANGED",
    "OTHER",
];

/// What is taken out of the second document: it has no code yet.
const WITHOUT: Edits = &[(
    "      x-pages: {items: /data, cursor: {parameter: after, from: /next}}\n",
    "",
)];

fn tree(row: &str, base: &str, edits: Edits) -> Tree {
    let mut text = base.to_owned();
    if base == MORE {
        WITHOUT
            .iter()
            .for_each(|(from, to)| text = text.replacen(from, to, 1));
    }
    let spec = Spec {
        provider: "good".to_owned(),
        document: edited(row, &text, edits),
        samples: Vec::new(),
        inventory: Default::default(),
    };
    generate::provider(&spec).unwrap_or_else(|problem| panic!("{row}: {problem}"))
}

fn base_of(edit: &str) -> &'static str {
    if GOOD.contains(edit) { GOOD } else { MORE }
}

/// A program with such functions.
fn program<'a>(functions: impl Iterator<Item = &'a str>) -> String {
    let mut text = "#![allow(unused)]\n".to_owned();
    for (number, function) in functions.enumerate() {
        text.push_str(&format!(
            "mod m{number} {{ use bindery_good::*; use bindery_good::types::*; use uuid::Uuid; {function} }}\n"
        ));
    }
    text
}

fn edits_of(row: &str) -> (Edits, Edits) {
    let before = BEFORE.iter().find(|(name, _)| *name == row);
    let after = CASES.iter().find(|(name, ..)| *name == row).unwrap();
    (before.map_or(&[], |(_, edits)| *edits), after.1)
}

#[test]
fn what_is_major_breaks_code() {
    let mut good: [Option<Tree>; 2] = [None, None];
    for (row, code) in CODE {
        let (before, after) = edits_of(row);
        let base = base_of(after.first().or(before.first()).unwrap().0);
        let code = program([*code].into_iter());
        let was = match before {
            [] => good[usize::from(base == MORE)].get_or_insert_with(|| tree(row, base, &[])),
            _ => &tree(row, base, before),
        };
        compiler()
            .check_program("good", was, &code)
            .unwrap_or_else(|errors| panic!("{row}: {errors}"));
        let broken = compiler().check_program("good", &tree(row, base, after), &code);
        assert!(broken.is_err(), "{row}: {code}");
    }
    let major = RULES.iter().filter(|(_, rule)| rule.class == Class::Major);
    for (row, _) in major {
        let compiled = CODE.iter().any(|(name, _)| name == row);
        assert!(compiled != AT_RUN_TIME.contains(row), "{row}");
    }
}

#[test]
fn what_is_minor_or_patch_breaks_no_code() {
    for base in [GOOD, MORE] {
        let in_base = |row: &&(&str, &str)| {
            let (before, after) = edits_of(row.0);
            before.is_empty() && base_of(after[0].0) == base
        };
        let code = program(CODE.iter().filter(in_base).map(|(_, code)| *code));
        // As many changes at once as do not get into each other's way.
        let mut text = base.to_owned();
        WITHOUT
            .iter()
            .for_each(|(from, to)| text = text.replacen(from, to, 1));
        let mut made = Vec::new();
        for (row, edits, told) in CASES {
            let is_major = told.iter().any(|change| change.starts_with("major"));
            // A form has no code yet.
            let is_form = *row == "BODY_FORMAT_CHANGED";
            if is_major || is_form || edits.is_empty() || base_of(edits[0].0) != base {
                continue;
            }
            let mut next = text.clone();
            let fits = edits.iter().all(|(from, to)| {
                let once = next.matches(from).count() == 1;
                next = next.replacen(from, to, 1);
                once
            });
            if fits && crate::spec::document("openapi.yaml", &next).is_ok() {
                text = next;
                made.push(row);
            }
        }
        assert!(made.len() >= 8, "{made:?}");
        let spec = Spec {
            provider: "good".to_owned(),
            document: super::document(&text),
            samples: Vec::new(),
            inventory: Default::default(),
        };
        let tree = generate::provider(&spec).unwrap_or_else(|problem| panic!("{problem}"));
        compiler()
            .check_program("good", &tree, &code)
            .unwrap_or_else(|errors| panic!("{made:?}: {errors}"));
    }
}
