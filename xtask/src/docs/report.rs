//! `cargo xtask docs --report`: how well the specs cover the pages, as Markdown.

use std::fmt::Write;

use super::coverage::{Member, coverage};
use crate::read;
use crate::spec::Spec;

/// A table with a row for each provider, and below it each undocumented field and each contradiction, with the reason.
pub fn report<'a>(specs: impl Iterator<Item = &'a Spec>) -> String {
    let mut text = String::from(
        "| provider | documented | covered | undocumented | contradicted | unreadable |\n|---|---:|---:|---:|---:|---:|\n",
    );
    let mut details = String::new();
    for spec in specs {
        if spec.inventory.is_empty() {
            let _ = writeln!(text, "| {} | no page recorded | | | | |", spec.provider);
            continue;
        }
        let coverage = coverage(spec);
        let undocumented = count(&coverage.members, |m| !m.undocumented.is_empty());
        let contradicted = count(&coverage.members, |m| !m.differences.is_empty());
        let _ = writeln!(
            text,
            "| {} | {} | {} | {undocumented} | {contradicted} | {} |",
            spec.provider,
            coverage.documented,
            coverage.documented.saturating_sub(coverage.missing.len()),
            coverage.unreadable,
        );
        if undocumented + contradicted > 0 {
            let title = read::text(&spec.document["info"], "title");
            let _ = writeln!(details, "\n## {title}\n");
        }
        for member in &coverage.members {
            for (findings, mark) in [
                (&member.undocumented, &member.undocumented_mark),
                (&member.differences, &member.differs_mark),
            ] {
                let reason = mark.as_deref().unwrap_or("no reason is given");
                for finding in findings {
                    let _ = writeln!(details, "- {finding}. In the spec: {reason}.");
                }
            }
        }
    }
    format!("{text}{details}")
}

fn count(members: &[Member], is_one: impl Fn(&Member) -> bool) -> usize {
    members.iter().filter(|m| is_one(m)).count()
}
