//! Whole pages, made up, in every layout, each with its facts; and what edits and damage come to.
//!
//! A page is a file in `tests/pages`; its facts are beside it, in `NAME.facts`. `UPDATE=1 cargo test -p bindery-pages --test pages`
//! writes them: read the difference like a snapshot.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use bindery_pages::extract::{self, Asked, Reading};
use xtask::spec::inventory::{Facts, difference};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

/// The pages, with their names.
fn pages() -> Vec<(String, String)> {
    let files = std::fs::read_dir(folder()).unwrap().map(|e| e.unwrap().path());
    let mut pages: Vec<(String, String)> = files
        .filter(|p| p.extension().is_some_and(|e| e != "facts"))
        .map(|p| {
            (
                p.file_name().unwrap().to_string_lossy().into_owned(),
                std::fs::read_to_string(p).unwrap(),
            )
        })
        .collect();
    pages.sort();
    pages
}

fn read(text: &str) -> Reading {
    extract::read(&bindery_pages::read(text), &Asked::default())
}

/// What is read of a page, as a person reviews it.
fn print(reading: &Reading) -> String {
    let mut text = String::new();
    for operation in &reading.operations {
        let _ = writeln!(text, "{}", operation.facts.print());
    }
    for question in &reading.questions {
        let _ = writeln!(text, "question: {question}");
    }
    for note in &reading.notes {
        let _ = writeln!(text, "note: {note}");
    }
    let (understood, all) = reading.understood();
    let _ = writeln!(text, "understood {understood} of {all} lines");
    text
}

#[test]
fn every_page_has_its_facts() {
    let mut wrong = Vec::new();
    for (name, text) in pages() {
        let got = print(&read(&text));
        let file = folder().join(format!("{name}.facts"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &got).unwrap();
        }
        let want = std::fs::read_to_string(&file).unwrap_or_default();
        if got != want {
            wrong.push(format!("--- {name}\n{got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The facts of the first operation.
fn facts(text: &str) -> Facts {
    read(text).operations.into_iter().next().map(|o| o.facts).unwrap_or_default()
}

/// The last name in a path.
fn last(path: &str) -> &str {
    path.rsplit(['.', ':']).next().unwrap().trim_end_matches("[]")
}

/// Replaces a word wherever it stands alone.
fn replace_word(text: &str, from: &str, to: &str) -> (String, usize) {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
    let mut out = String::new();
    let mut count = 0;
    let mut rest = text;
    while let Some(at) = rest.find(from) {
        let (before, after) = (&rest[..at], &rest[at + from.len()..]);
        let joined = before.ends_with(is_part) || after.starts_with(is_part);
        let alone = !(joined || before.is_empty() && out.ends_with(is_part));
        out.push_str(before);
        out.push_str(if alone { to } else { from });
        count += usize::from(alone);
        rest = after;
    }
    out.push_str(rest);
    (out, count)
}

/// A change as `sign what`, where a field that came or went stands for what is inside of it.
fn changes(before: &Facts, after: &Facts) -> BTreeSet<String> {
    difference(before, after).into_iter().map(|c| format!("{} {}", c.sign, c.what)).collect()
}

#[test]
fn a_renamed_field_is_all_that_a_renamed_field_changes() {
    let mut edits = 0;
    for (name, text) in pages() {
        let before = facts(&text);
        for path in before.fields.keys() {
            let field = last(path);
            let unique = before
                .fields
                .keys()
                .filter(|p| p.split(['.', ':']).any(|n| n.trim_end_matches("[]") == field))
                .count()
                == 1;
            // A parameter's name is also in the request, whose change is reported too; and some names are words of the page.
            if !unique
                || path.contains(':')
                || field.len() < 2
                || path.contains('"')
                || before.request.as_ref().is_some_and(|r| r.contains(&format!("{{{field}}}")))
                || bindery_pages::types::is_type(field)
                || text.contains(&format!("{field}=\""))
            {
                continue;
            }
            let renamed = format!("{field}_2");
            let (edited, count) = replace_word(&text, field, &renamed);
            // Where the page runs it together with its type, no word is renamed.
            if count < before.fields[path].seen.len() {
                continue;
            }
            let after = facts(&edited);
            let new = format!("{}{renamed}", &path[..path.len() - field.len()]);
            let got = changes(&before, &after);
            let want = BTreeSet::from([format!("- {path}"), format!("+ {new}")]);
            let seen = |facts: &Facts, path: &str| facts.fields.get(path).cloned();
            assert!(got.is_superset(&want), "{name}: {field}: {got:?}");
            assert_eq!(seen(&after, &new), seen(&before, path), "{name}: {field}");
            // What the object holds moves with it, and nothing else does.
            let moved =
                |c: &String| c[2..].starts_with(path.as_str()) || c[2..].starts_with(new.as_str());
            assert!(got.iter().all(moved), "{name}: {field}: {got:?}");
            edits += 1;
        }
    }
    assert!(edits > 45, "{edits}");
}

#[test]
fn a_new_enum_value_is_reported() {
    let mut edits = 0;
    for (name, text) in pages() {
        let before = facts(&text);
        for (path, field) in &before.fields {
            for value in &field.values {
                let (edited, count) = replace_word(&text, value, &format!("{value}9"));
                let sampled = text.contains(&format!(": \"{value}\""))
                    || text.contains(&format!(":\"{value}\""));
                let mut having = before.fields.values().filter(|f| f.values.contains(value));
                // A default is a value, too.
                if field.seen.values().any(|s| s.default.as_ref() == Some(value)) {
                    continue;
                }
                if count != 1 + usize::from(sampled) || having.nth(1).is_some() {
                    continue;
                }
                let got = changes(&before, &facts(&edited));
                assert_eq!(
                    got,
                    BTreeSet::from([format!("- {path} = {value}"), format!("+ {path} = {value}9")]),
                    "{name}"
                );
                edits += 1;
            }
        }
    }
    assert!(edits > 25, "{edits}");
}

/// The words of facts: names, enum values, types, defaults and limits. A type is also made of words that the page says otherwise:
/// `crew[]` is an array.
fn words(facts: &Facts) -> BTreeSet<String> {
    let fields = facts.fields.keys().flat_map(|p| {
        p.split(['.', ':']).map(|n| n.trim_matches(['[', ']', '"']).to_owned()).collect::<Vec<_>>()
    });
    let own = ["and", "or", "of", "array", "string", "null"];
    let said = facts.fields.values().flat_map(|f| &f.seen).filter(|(s, _)| s.documents());
    let said = said.flat_map(|(_, seen)| {
        let types = seen.r#type.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
        types.chain([&seen.default, &seen.min, &seen.max].into_iter().flatten().cloned())
    });
    let said = said.filter(|word| !own.contains(&word.as_str()));
    fields
        .chain(said)
        .chain(facts.fields.values().flat_map(|f| f.values.iter().cloned()))
        .filter(|n| !n.is_empty())
        .collect()
}

#[test]
fn damage_neither_panics_nor_invents_facts() {
    let mut random = fastrand::Rng::with_seed(7);
    let places = BTreeSet::from(
        ["path", "query", "header", "body", "error", "response-header"].map(str::to_owned),
    );
    for (name, text) in pages() {
        let lines: Vec<&str> = text.lines().collect();
        for _ in 0..30 {
            let mut damaged = lines.clone();
            for _ in 0..random.usize(1..4) {
                let at = random.usize(..damaged.len());
                let other = random.usize(..damaged.len());
                if random.bool() {
                    damaged.remove(at);
                } else {
                    damaged.swap(at, other);
                }
                if damaged.is_empty() {
                    break;
                }
            }
            let damaged = damaged.join("\n");
            for operation in read(&damaged).operations {
                for fact in words(&operation.facts).difference(&places) {
                    assert!(damaged.contains(fact.as_str()), "{name}: {fact} is not on the page");
                }
            }
        }
    }
}

#[test]
fn nothing_on_a_page_panics_or_takes_for_ever() {
    let mut random = fastrand::Rng::with_seed(11);
    let alphabet: Vec<char> = "{}[]<>|`*-#:,.\"'\t \n\n/$%=é…•123abcXYZ_".chars().collect();
    for _ in 0..300 {
        let length = random.usize(..400);
        let text: String = (0..length).map(|_| alphabet[random.usize(..alphabet.len())]).collect();
        read(&text);
        read(&format!("<html><body>{text}</body></html>"));
        read(&format!("# Response\n{text}"));
    }
    for part in
        ["{", "[", "<a>", "<table><tr><td>", "- ", "> ", "| a ", "{\"a\":", "<ul><li>", "```\n{"]
    {
        read(&part.repeat(20_000));
        read(&format!("<html><body>{}</body></html>", part.repeat(3_000)));
    }
}
