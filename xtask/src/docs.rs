//! `cargo xtask docs`: what a provider's page says, and how that differs from what was recorded of it.
//!
//! A page is saved text. Its samples, tables and lists are found and read by one small module for each layout; none
//! knows a provider. What comes of it are facts, of which `inventory` keeps the committed file.

mod cells;
pub mod command;
pub mod coverage;
pub mod inventory;
mod json;
mod list;
mod pipes;
mod place;
mod report;
mod section;
pub mod shape;
mod table;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text;
pub mod types;
pub mod xml;

pub use report::report;

use inventory::{Change, Facts, Source};
use place::Placed;
use section::Section;
use shape::Shape;
use table::Location;

use crate::read;
use crate::spec::Spec;

/// What a page is made of.
#[derive(Default)]
struct Parts {
    /// The tables, with what they are about.
    tables: Vec<(Section, Placed)>,
    /// The bodies in JSON, with what they are.
    json: Vec<(Section, json::Sample)>,
    /// The bodies in XML, with what they are.
    xml: Vec<(Section, xml::Sample)>,
}

/// The operation whose page is meant: the one named, or the only one.
pub fn operation(spec: &Spec, named: Option<&str>) -> Result<String, String> {
    let known: Vec<&str> = read::operations(&spec.document).map(|o| o.id).collect();
    let say = |what: &str| {
        Err(format!(
            "{what}; {}'s operations are {}",
            spec.provider,
            known.join(", ")
        ))
    };
    match (named, known.as_slice()) {
        (Some(name), _) if known.contains(&name) => Ok(name.to_owned()),
        (Some(name), _) => say(&format!("no operation {name}")),
        (None, [only]) => Ok((*only).to_owned()),
        (None, _) => say("say whose page this is with --operation"),
    }
}

/// What is said of a page that documents nothing.
pub fn no_fields(page: &str) -> String {
    format!(
        "{page}: no field is documented there; save the text of the whole page, with its tables and samples"
    )
}

/// The path of the request that a page shows, on one line (`GET /boats/{id}`) or in pieces on lines of their own.
pub fn request_path(page: &str) -> Option<String> {
    let lines = text::lines(page);
    let (at, rest) = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| Some((at, line.strip_prefix("GET")?)))?;
    let mut path = rest.trim().to_owned();
    if path.is_empty() {
        let pieces = lines[at + 1..]
            .iter()
            .take_while(|l| !l.is_empty() && (*l == "/" || !l.contains(' ')));
        path = pieces.map(String::as_str).collect();
    }
    let path = path.split(['?', ' ']).next()?;
    let path = path
        .split_once("://")
        .map_or(path, |(_, rest)| rest.find('/').map_or("", |i| &rest[i..]));
    let path = format!("/{}", path.trim_matches('/'));
    let fits = path.len() > 1
        && path
            .chars()
            .all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\'));
    fits.then_some(path)
}

/// A difference as a person reads it: a line for each change, the fields one below the other.
pub fn describe(changes: &[Change]) -> String {
    let width = changes
        .iter()
        .map(|c| c.what.chars().count())
        .filter(|w| *w <= 60)
        .max()
        .unwrap_or(0);
    changes
        .iter()
        .map(|c| {
            format!("  {} {:width$}   {}", c.sign, c.what, c.how)
                .trim_end()
                .to_owned()
                + "\n"
        })
        .collect()
}

/// What a page says.
///
/// `known` is what was recorded before, which settles where a field belongs if the page alone cannot.
pub fn extract(page: &str, known: &Facts) -> Facts {
    let lines = text::lines(page);
    let parts = parts(&lines);
    let mut facts = Facts::default();
    for (section, prefix) in [
        (Section::Response, ""),
        (Section::Error, "error:"),
        (Section::Body, "body:"),
    ] {
        body(&parts, section, prefix, known, &mut facts);
    }
    for (section, placed) in &parts.tables {
        if !matches!(section, Section::Response | Section::Error | Section::Body) {
            parameters(*section, placed, &lines, &mut facts);
        }
    }
    facts
}

/// Adds what the page says of one body.
fn body(parts: &Parts, section: Section, prefix: &str, known: &Facts, facts: &mut Facts) {
    let mut guide = None;
    for (_, sample) in parts.json.iter().filter(|(s, _)| *s == section) {
        let guide: &mut Shape = guide.get_or_insert_default();
        guide.merge(Shape::of(&sample.body));
        for line in &sample.unreadable {
            facts
                .unreadable
                .insert((text::excerpt(line), Source::Sample));
        }
    }
    if let Some(shape) = &guide {
        place::sample(shape, prefix, Source::Sample, facts);
    }
    for (_, sample) in parts.xml.iter().filter(|(s, _)| *s == section) {
        let shape = sample.root.shape(guide.as_ref());
        place::sample(&shape, prefix, Source::XmlSample, facts);
        if let Some(line) = &sample.unreadable {
            facts
                .unreadable
                .insert((text::excerpt(line), Source::XmlSample));
        }
        guide = guide.or(Some(shape));
    }
    let tables: Vec<&Placed> = parts
        .tables
        .iter()
        .filter(|(s, _)| *s == section)
        .map(|(_, p)| p)
        .collect();
    place::tables(&tables, prefix, guide.as_ref(), known, facts);
}

/// Adds a table of parameters.
fn parameters(section: Section, placed: &Placed, lines: &[String], facts: &mut Facts) {
    for row in &placed.table.rows {
        let in_path = || {
            lines
                .iter()
                .any(|l| l.contains(&format!("{{{}}}", row.name)))
        };
        let place = match (row.location, section) {
            (Some(Location::Path), _) | (None, Section::Path) => "path",
            (Some(Location::Query), _) | (None, Section::Query) => "query",
            (Some(Location::Header), _) | (None, Section::Header) => "header",
            (Some(Location::Body), _) => "body",
            (None, _) if in_path() => "path",
            (None, _) => "query",
        };
        place::add(row, &format!("{place}:{}", row.name), placed.source, facts);
    }
    for lost in &placed.table.unreadable {
        facts.unreadable.insert((lost.clone(), placed.source));
    }
}

/// How many tables of a page are read: a bound for a page made of nothing else.
const MAX_TABLES: usize = 500;

/// Cuts a page into its parts.
fn parts(lines: &[String]) -> Parts {
    let mut parts = Parts::default();
    let text = lines.join("\n");
    let starts: Vec<usize> = lines
        .iter()
        .scan(0, |at, line| {
            let start = *at;
            *at += line.len() + 1;
            Some(start)
        })
        .collect();
    let behind =
        |at: usize, length: usize| starts.partition_point(|s| *s < starts[at] + length.max(1));
    // A page of nothing but opening brackets must not take for ever.
    let mut tries = 1000;
    let mut section = Section::Response;
    let mut heading = String::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at].as_str();
        let rest = &text[starts[at]..];
        if line.starts_with(['{', '[', '<']) && tries > 0 {
            if let Some(sample) = json::read(rest) {
                at = behind(at, sample.length);
                parts.json.push((section, sample));
                continue;
            }
            if let Some(sample) = xml::read(rest) {
                at = behind(at, sample.length);
                parts.xml.push((section, sample));
                continue;
            }
            tries -= 1;
        }
        let ends = |at: usize| ends(lines, at);
        let found = pipes::read(lines, at)
            .map(|found| (Source::Table, found))
            .or_else(|| Some((Source::Table, cells::read(lines, at, ends)?)))
            .or_else(|| Some((Source::List, list::read(lines, at, ends)?)));
        if let Some((source, (table, next))) = found.filter(|_| parts.tables.len() < MAX_TABLES) {
            let heading = std::mem::take(&mut heading);
            let placed = Placed {
                heading,
                source,
                table,
            };
            parts.tables.push((section, placed));
            at = next;
            continue;
        }
        section = section::heading(line).unwrap_or(section);
        if !line.is_empty() {
            heading = line.to_owned();
        }
        at += 1;
    }
    parts
}

/// Whether a table or a list ends in front of this line at the latest.
fn ends(lines: &[String], at: usize) -> bool {
    section::heading(&lines[at]).is_some()
        || lines[at].starts_with(['{', '<'])
        || pipes::read(lines, at).is_some()
        || cells::header(lines, at).is_some()
}
