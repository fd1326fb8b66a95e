//! `cargo xtask changes`: what changes to the specs do to those who depend on the crates, by meaning and not by text.

pub mod command;
mod compare;
mod revision;
mod rules;
#[cfg(test)]
mod tests;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use semver::Version;
use serde_json::{Value, json};

pub use compare::Change;
pub use rules::Class;

use crate::spec::{Problem, Spec};

/// What became of one provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    pub name: String,
    /// What changed, the gravest first.
    pub changes: Vec<Change>,
    /// The version of its crate at the base; nothing if there was none.
    pub version: Option<Version>,
    /// The version that the changes call for.
    pub next: Version,
}

impl Provider {
    /// The class of the gravest change.
    pub fn class(&self) -> Option<Class> {
        self.changes.iter().map(|c| c.rule.class).max()
    }

    /// `0.1.0 → 0.2.0`
    fn versions(&self) -> String {
        match &self.version {
            Some(version) => format!("{version} → {}", self.next),
            None => format!("new, {}", self.next),
        }
    }
}

/// A comparison of the specs with what they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// What they were compared with: `main`, or what was asked for.
    pub base: String,
    /// The commit that this is.
    pub commit: String,
    /// The providers that changed, by name.
    pub providers: Vec<Provider>,
    /// The providers that could not be compared, with the reason.
    pub skipped: BTreeMap<String, String>,
}

impl Changes {
    /// The base as people read it.
    fn name(&self) -> String {
        let short = self.commit.get(..10).unwrap_or(&self.commit);
        format!("`{}` ({short})", self.base)
    }

    /// The class of the gravest change.
    pub fn class(&self) -> Option<Class> {
        self.providers.iter().filter_map(Provider::class).max()
    }
}

/// Compares the specs with those at a revision: the one named, else where this branch left `main`, else the last commit.
/// A provider whose spec cannot be read, here or there, is skipped.
pub fn changes(
    specs: &BTreeMap<String, Result<Spec, Vec<Problem>>>,
    root: &Path,
    base: Option<&str>,
) -> Result<Changes, String> {
    let base = revision::read(root, base)?;
    let names: BTreeSet<&String> = base.documents.keys().chain(specs.keys()).collect();
    let mut changes = Changes {
        base: base.name,
        commit: base.commit,
        providers: Vec::new(),
        skipped: BTreeMap::new(),
    };
    for name in names {
        let before = base.documents.get(name).map(Result::as_ref).transpose();
        let after = specs.get(name).map(Result::as_ref).transpose();
        let (before, after) = match (before, after) {
            (Ok(before), Ok(after)) => (before, after.map(|s| &s.document)),
            (Err(problems), _) => {
                changes
                    .skipped
                    .insert(name.clone(), format!("at {}, {}", changes.base, first(problems)));
                continue;
            }
            (_, Err(problems)) => {
                changes.skipped.insert(name.clone(), first(problems));
                continue;
            }
        };
        let found = compare::documents(name, before, after);
        let Some(class) = found.iter().map(|c| c.rule.class).max() else {
            continue;
        };
        let version = before.map(|_| base.versions.get(name).unwrap_or(&base.workspace).clone());
        let next = match &version {
            Some(version) => next(version, class),
            None => revision::workspace_version(root)?,
        };
        changes.providers.push(Provider { name: name.clone(), changes: found, version, next });
    }
    Ok(changes)
}

fn first(problems: &[Problem]) -> String {
    let first = problems.first().map(Problem::to_string).unwrap_or_default();
    match problems.len() {
        0 | 1 => first,
        more => format!("{first} (and {} more)", more - 1),
    }
}

/// The next version after a change of this class.
///
/// Before 1.0, cargo takes the first number that is not 0 for the major one: a change of the second does not reach anybody by
/// `cargo update`. That is where a major change goes, and a minor one as well, since it moves data out of `extra` and `Unknown`.
fn next(version: &Version, class: Class) -> Version {
    let Version { major, minor, patch, .. } = *version;
    match (class, major, minor) {
        (_, 0, 0) | (Class::Patch, _, _) => Version::new(major, minor, patch + 1),
        (Class::Minor, _, _) | (Class::Major, 0, _) => Version::new(major, minor + 1, 0),
        (Class::Major, _, _) => Version::new(major + 1, 0, 0),
    }
}

/// The comparison as Markdown: a heading for each provider that changed, and a line for each change.
pub fn markdown(changes: &Changes) -> String {
    let mut text = match (changes.providers.is_empty(), changes.skipped.is_empty()) {
        (true, true) => format!("The specs mean what they meant at {}.\n", changes.name()),
        _ => format!("Compared with {}:\n", changes.name()),
    };
    for provider in &changes.providers {
        let _ = writeln!(text, "\n## bindery-{}: {}\n", provider.name, provider.versions());
        for Change { rule, what } in &provider.changes {
            let _ = writeln!(text, "- {}: `{what}`: {}", rule.class, rule.effect);
        }
    }
    for (provider, reason) in &changes.skipped {
        let _ = writeln!(text, "\n## bindery-{provider}: not compared\n\n- {reason}");
    }
    text
}

/// The comparison for tools.
pub fn json(changes: &Changes) -> String {
    let change = |Change { rule, what }: &Change| json!({"class": rule.class.to_string(), "rule": rule.what, "what": what, "effect": rule.effect});
    let provider = |provider: &Provider| {
        json!({
            "provider": provider.name,
            "crate": format!("bindery-{}", provider.name),
            "class": provider.class().map(|c| c.to_string()),
            "version": provider.version.as_ref().map(Version::to_string),
            "next": provider.next.to_string(),
            "changes": provider.changes.iter().map(change).collect::<Vec<_>>(),
        })
    };
    let all: Value = json!({
        "base": changes.base,
        "commit": changes.commit,
        "class": changes.class().map(|c| c.to_string()),
        "providers": changes.providers.iter().map(provider).collect::<Vec<_>>(),
        "skipped": changes.skipped,
    });
    format!("{all:#}\n")
}

/// The comparison of one provider in a line: the gravest changes, and the versions.
pub fn summary(changes: &Changes, provider: &str) -> Option<String> {
    let provider = changes.providers.iter().find(|p| p.name == provider)?;
    let class = provider.class()?;
    let gravest = provider.changes.iter().filter(|c| c.rule.class == class);
    let shown: Vec<&str> = gravest.map(|c| c.what.as_str()).take(SHOWN).collect();
    let others = provider.changes.iter().filter(|c| c.rule != rules::TEXTS).count();
    let more = match others.saturating_sub(shown.len()) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    Some(format!("  {class}: {}{more}   {}\n", shown.join(", "), provider.versions()))
}

/// How many changes a summary names.
const SHOWN: usize = 3;
