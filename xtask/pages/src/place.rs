//! Finds out where in the body a table's rows belong: tables name one another, and the page's sample shows the rest.

use std::collections::{BTreeMap, BTreeSet};

use crate::extract::{Group, Operation};
use crate::field::Field;
use crate::types::{self, Meaning};
use xtask::spec::inventory::{Facts, Seen, Source, join, segment};
use xtask::spec::shape::{Shape, XmlForm};

/// Adds every field of a sample.
pub fn sample(shape: &Shape, prefix: &str, source: Source, to: &mut Operation) {
    let prefix = format!("{prefix}{}", shape.brackets());
    for (name, member) in shape.object().into_iter().flatten() {
        let path = join(&prefix, &segment(name));
        let seen = Seen { r#type: member.words(), ..Seen::default() };
        to.field(&path).seen.insert(source, seen);
        sample(member, &path, source, to);
    }
}

/// Adds every row of the tables that describe a body, where `guide` is its sample.
///
/// A row's place cannot always be told, where rows of a nested object stand among the others. Then the place that
/// `known` has for it is kept.
pub fn tables(
    tables: &[&Group],
    prefix: &str,
    guide: Option<&Shape>,
    known: &Facts,
    to: &mut Operation,
) {
    let nothing = Shape::default();
    let guide = guide.unwrap_or(&nothing);
    let mut sampled = Operation::default();
    sample(guide, prefix, Source::Sample, &mut sampled);
    let headings: BTreeMap<Vec<String>, usize> = tables
        .iter()
        .enumerate()
        .rev()
        .map(|(index, table)| (stem(&table.heading), index))
        .filter(|(stem, _)| !stem.is_empty())
        .collect();
    let references: Vec<Vec<Option<usize>>> = tables
        .iter()
        .map(|t| t.fields.iter().map(|(f, _)| reference(f, &headings)).collect())
        .collect();
    let mut placing = Placing {
        tables,
        references: &references,
        guide,
        places: [by_name(&sampled.facts), by_name(known)],
        prefix,
        left: MAX_ROWS,
    };
    for (index, table) in tables.iter().enumerate() {
        let referred = references
            .iter()
            .enumerate()
            .any(|(other, rows)| other != index && rows.contains(&Some(index)));
        if !referred {
            let base = placing.base(&table.fields);
            placing.rows(index, &base, &mut vec![index], to);
        }
    }
}

/// How many rows are placed, and how deep tables may refer to one another: far more than a page has, and a bound for one
/// whose tables multiply.
const MAX_ROWS: usize = 20_000;
const MAX_DEPTH: usize = 16;

struct Placing<'a> {
    tables: &'a [&'a Group],
    /// The table that each row refers to.
    references: &'a [Vec<Option<usize>>],
    guide: &'a Shape,
    /// The paths of the guide, and those that were recorded, by the last name in them.
    places: [BTreeMap<&'a str, Vec<&'a str>>; 2],
    prefix: &'a str,
    /// How many more rows are placed.
    left: usize,
}

impl Placing<'_> {
    /// Adds a table's rows at a place, and those of the tables that they refer to below them.
    fn rows(&mut self, index: usize, base: &str, open_tables: &mut Vec<usize>, to: &mut Operation) {
        let Group { fields, source, .. } = self.tables[index];
        let mut taken: BTreeSet<String> = BTreeSet::new();
        // The object or list above, whose rows may follow.
        let mut open: Option<String> = None;
        // What the page shows the rows below to be inside of.
        let mut outer: Vec<(usize, String)> = Vec::new();
        // Where the fields of each object and list are: `crew.nick` below the list `crew` is `crew[].nick`.
        let mut insides: BTreeMap<String, String> = BTreeMap::new();
        for ((row, _), reference) in fields.iter().zip(&self.references[index]) {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            outer.truncate(outer.iter().take_while(|(depth, _)| *depth < row.depth).count());
            // The element of each item, which a list in XML has around it and its path has not.
            let item = outer.last().filter(|(_, inside)| {
                let list = self.at(inside.trim_end_matches("[]"));
                list.is_some_and(|l| l.xml == Some(XmlForm::Wrapped(row.name.clone())))
            });
            if let Some((_, inside)) = item.cloned() {
                outer.push((row.depth, inside));
                continue;
            }
            let path = match (outer.last(), self.tables) {
                // A name may repeat what it is inside of: `data.id` below `data`.
                (Some((_, inside)), _) if !row.name.contains('.') => join(inside, &row.name),
                (_, [_]) => self.choose(row, base, open.as_deref(), &taken),
                _ => join(base, &row.name),
            };
            let holder = path.rsplit_once('.').and_then(|(holder, name)| {
                Some((insides.get(holder.trim_end_matches("[]"))?, name))
            });
            let path = match holder {
                Some((inside, name)) => join(inside, name),
                None => path,
            };
            taken.insert(path.clone());
            add(row, &path, *source, to);
            let inside = self.inside(&path, row);
            let bare = path.trim_end_matches("[]").to_owned();
            insides.extend(inside.clone().map(|inside| (bare, inside)));
            outer.push((row.depth, inside.clone().unwrap_or_else(|| path.clone())));
            let nested = open.as_ref().is_some_and(|o| path.starts_with(&format!("{o}.")));
            if !nested {
                open = inside.clone();
            }
            if let Some(next) = reference
                && !open_tables.contains(next)
                && open_tables.len() < MAX_DEPTH
            {
                open_tables.push(*next);
                let inside = inside.unwrap_or_else(|| path.clone());
                self.rows(*next, &inside, open_tables, to);
                open_tables.pop();
            }
        }
    }

    /// Where a table's rows belong that no row refers to: where the sample has most of their names, else where they were recorded.
    fn base(&self, rows: &[(Field, usize)]) -> String {
        let mut best = (0, self.prefix.to_owned());
        let top = rows.iter().map(|(r, _)| r.depth).min().unwrap_or(0);
        let mut objects = vec![(self.prefix.to_owned(), self.guide)];
        while let Some((path, shape)) = objects.pop() {
            let inside = format!("{path}{}", shape.brackets());
            let members = shape.object().unwrap_or_default();
            let count = rows
                .iter()
                .filter(|r| r.0.depth == top && members.iter().any(|(n, _)| *n == first(&r.0.name)))
                .count();
            if count > best.0 {
                best = (count, inside.clone());
            }
            for (name, member) in members.iter().rev() {
                objects.push((join(&inside, &segment(name)), member));
            }
        }
        if best.0 == 0 {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for (row, _) in rows {
                for path in self.places[1].get(last(&row.name)).into_iter().flatten() {
                    if let Some(base) = path.strip_suffix(&format!(".{}", row.name)) {
                        *counts.entry(base).or_default() += 1;
                    }
                }
            }
            let most =
                counts.iter().max_by_key(|(base, count)| (**count, std::cmp::Reverse(base.len())));
            if let Some((base, count)) = most
                && base.starts_with(self.prefix)
                && 2 * count > rows.len()
            {
                return (*base).to_owned();
            }
        }
        best.1
    }

    /// A row's path: beside the others if the sample has it there and no other row took it, else inside the object above,
    /// else where the sample has the only field of its name.
    fn choose(
        &self,
        row: &Field,
        base: &str,
        open: Option<&str>,
        taken: &BTreeSet<String>,
    ) -> String {
        let beside = join(base, &row.name);
        let inside = open.map(|o| join(o, &row.name));
        let places: Vec<&String> = std::iter::once(&beside).chain(&inside).collect();
        let free = |path: &String| !taken.contains(path);
        for known in &self.places {
            let same_name: &[&str] =
                known.get(last(&row.name)).map_or(&[], |paths| paths.as_slice());
            let has = |path: &String| same_name.contains(&path.as_str());
            if let Some(place) = places.iter().find(|p| has(p) && free(p)) {
                return (*place).clone();
            }
            let mut elsewhere = same_name.iter().filter(|p| {
                p.starts_with(base)
                    && p.ends_with(&format!(".{}", row.name))
                    && !taken.contains(**p)
            });
            if let (Some(only), None) = (elsewhere.next(), elsewhere.next()) {
                return (*only).to_owned();
            }
        }
        match inside {
            Some(inside) if taken.contains(&beside) => inside,
            _ => beside,
        }
    }

    /// Where the fields of the object or list in a place are, if it is one.
    fn inside(&self, path: &str, row: &Field) -> Option<String> {
        if let Some(shape) = self.at(path)
            && shape.object().is_some()
        {
            return Some(format!("{path}{}", shape.brackets()));
        }
        match types::meaning(&row.r#type) {
            // The name says already that it is a list: `crew[]`.
            _ if path.ends_with("[]") => Some(path.to_owned()),
            Meaning::Array(_) => Some(format!("{path}[]")),
            Meaning::Object => Some(path.to_owned()),
            _ => None,
        }
    }

    /// What the sample has in a place.
    fn at(&self, path: &str) -> Option<&Shape> {
        let mut shape = self.guide;
        for name in path.strip_prefix(self.prefix)?.split('.') {
            let name = name.trim_end_matches("[]");
            if !name.is_empty() {
                shape = shape.member(name)?;
            }
        }
        Some(shape)
    }
}

/// Adds a documented field.
pub fn add(row: &Field, path: &str, source: Source, to: &mut Operation) {
    // A list may be told by its name: `crew[]`.
    let bare = path.strip_suffix("[]").unwrap_or(path);
    let items =
        bare.len() < path.len() && !matches!(types::meaning(&row.r#type), Meaning::Array(_));
    let r#type = match (items, row.r#type.as_str()) {
        (true, "") => "array".to_owned(),
        (true, items) => format!("array of {items}"),
        (false, r#type) => r#type.to_owned(),
    };
    let field = to.field(bare);
    field.values.extend(row.values.iter().cloned());
    let [min, max] = row.limits.clone();
    let seen = Seen {
        r#type,
        required: row.required,
        deprecated: row.deprecated,
        default: row.default.clone(),
        min,
        max,
    };
    match field.seen.get_mut(&source) {
        None => {
            field.seen.insert(source, seen);
        }
        // Documented twice, as two things.
        Some(before)
            if before.r#type != seen.r#type
                && !before.r#type.is_empty()
                && !seen.r#type.is_empty() =>
        {
            before.r#type = format!("{} and {}", before.r#type, seen.r#type);
        }
        Some(before) => {
            if before.r#type.is_empty() {
                before.r#type = seen.r#type;
            }
            before.required = before.required.or(seen.required);
        }
    }
}

/// The names in a body, wherever they are.
pub fn names(shape: &Shape) -> Vec<String> {
    let mut names = Vec::new();
    let mut open = vec![shape];
    while let Some(shape) = open.pop() {
        for (name, member) in shape.object().into_iter().flatten() {
            names.push(name.clone());
            open.push(member);
        }
    }
    names
}

/// Whether a field's type or notes name the table below a heading.
pub fn names_heading(field: &Field, heading: &str) -> bool {
    let headings = BTreeMap::from([(stem(heading), 0)]);
    !stem(heading).is_empty() && reference(field, &headings).is_some()
}

/// The first name of a path.
fn first(path: &str) -> &str {
    let name = path.split('.').next().unwrap_or_default();
    name.trim_end_matches("[]")
}

/// The last name of a path.
pub fn last(path: &str) -> &str {
    path.rsplit(['.', ':']).next().unwrap_or_default()
}

/// Paths by the last name in them.
fn by_name(facts: &Facts) -> BTreeMap<&str, Vec<&str>> {
    let mut places: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for path in facts.fields.keys() {
        places.entry(last(path)).or_default().push(path);
    }
    places
}

/// The table that a row's type or notes name by its heading.
fn reference(row: &Field, headings: &BTreeMap<Vec<String>, usize>) -> Option<usize> {
    let noted = row
        .notes
        .to_lowercase()
        .split_once("see - ")
        .map(|(_, target)| stem(target.split(['.', '|', ',']).next().unwrap_or_default()));
    [Some(stem(&row.r#type)), noted]
        .into_iter()
        .flatten()
        .find_map(|stem| headings.get(&stem).copied())
}

/// What names a type, in small letters and one of it: `Contact Objects Array` and `Contact Object` are both `contact`.
fn stem(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| word.strip_suffix('s').filter(|w| w.len() > 2).unwrap_or(word).to_owned())
        .filter(|word| {
            ![
                "", "object", "array", "list", "of", "collection", "model", "schema", "type",
                "table", "string", "response", "body",
            ]
            .contains(&word.as_str())
        })
        .collect()
}
