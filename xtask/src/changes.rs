//! `cargo xtask changes`: what the specs' changes do to those who depend on the crates, by meaning and not by text.

pub mod command;
mod compare;
mod revision;
mod rules;
#[cfg(test)]
mod tests;
mod version;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

pub use compare::Change;
pub use rules::Class;
use version::Version;

use crate::load::Specs;

/// What became of one provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its word.
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
        match self.version {
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
pub fn changes(specs: &Specs, root: &Path, base: Option<&str>) -> Result<Changes, String> {
    let base = revision::read(root, base)?;
    let after: BTreeMap<&str, &Value> = specs
        .good()
        .map(|s| (s.provider.as_str(), &s.document))
        .collect();
    let before: BTreeMap<&str, &Value> = base
        .documents
        .iter()
        .map(|(name, document)| (name.as_str(), document))
        // What a spec with problems says is not known.
        .filter(|(name, _)| specs.providers.get(*name).is_none_or(Result::is_ok))
        .collect();
    let names: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    let mut providers = Vec::new();
    for name in names {
        let changes = compare::documents(name, before.get(name).copied(), after.get(name).copied());
        let Some(class) = changes.iter().map(|c| c.rule.class).max() else {
            continue;
        };
        let version = before
            .contains_key(name)
            .then(|| base.versions.get(name).copied().unwrap_or_default());
        let next = match version {
            Some(version) => version.next(class),
            None => revision::workspace_version(root)?,
        };
        providers.push(Provider {
            name: name.to_owned(),
            changes,
            version,
            next,
        });
    }
    Ok(Changes {
        base: base.name,
        commit: base.commit,
        providers,
    })
}

/// The comparison as Markdown: a heading for each provider that changed, and a line for each change.
pub fn markdown(changes: &Changes) -> String {
    if changes.providers.is_empty() {
        return format!("The specs say what they said at {}.\n", changes.name());
    }
    let mut text = format!("Compared with {}:\n", changes.name());
    for provider in &changes.providers {
        text.push_str(&format!(
            "\n## bindery-{}: {}\n\n",
            provider.name,
            provider.versions()
        ));
        for change in &provider.changes {
            let Change { rule, what } = change;
            text.push_str(&format!("- {}: `{what}`: {}\n", rule.class, rule.effect));
        }
    }
    text
}

/// The comparison for tools.
pub fn json(changes: &Changes) -> String {
    let providers: Vec<Value> = changes
        .providers
        .iter()
        .map(|provider| {
            let list: Vec<Value> = provider
                .changes
                .iter()
                .map(|Change { rule, what }| {
                    json!({"class": rule.class.to_string(), "rule": rule.what, "what": what, "effect": rule.effect})
                })
                .collect();
            json!({
                "provider": provider.name,
                "crate": format!("bindery-{}", provider.name),
                "class": provider.class().map(|c| c.to_string()),
                "version": provider.version.map(|v| v.to_string()),
                "next": provider.next.to_string(),
                "changes": list,
            })
        })
        .collect();
    let class = changes.class().map(|c| c.to_string());
    format!(
        "{:#}\n",
        json!({"base": changes.base, "commit": changes.commit, "class": class, "providers": providers})
    )
}

/// The comparison of one provider in a line or two: the gravest changes, and the versions.
pub fn summary(changes: &Changes, provider: &str) -> Option<String> {
    let provider = changes.providers.iter().find(|p| p.name == provider)?;
    let class = provider.class()?;
    let gravest: Vec<&str> = provider
        .changes
        .iter()
        .filter(|c| c.rule.class == class)
        .map(|c| c.what.as_str())
        .collect();
    let shown: Vec<&str> = gravest.iter().copied().take(SHOWN).collect();
    let others = provider
        .changes
        .iter()
        .filter(|c| c.rule != rules::WORDS)
        .count();
    let more = others.saturating_sub(shown.len());
    let more = if more > 0 {
        format!(", and {more} more")
    } else {
        String::new()
    };
    Some(format!(
        "  {class}: {}{more}   {}\n",
        shown.join(", "),
        provider.versions()
    ))
}

/// How many changes a summary names.
const SHOWN: usize = 3;
