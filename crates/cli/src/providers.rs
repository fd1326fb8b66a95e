//! `bindery providers`: what there is to call, and what a call needs.

use bindery_registry::PROVIDERS;
use bindery_runtime::{Provider, variable};

use crate::output::{self, Failure};

pub(crate) fn run() -> Result<(), Failure> {
    let blocks: Vec<_> = PROVIDERS
        .iter()
        .map(|entry| block(entry.provider))
        .collect();
    output::print(&blocks.join("\n\n"))
}

fn block(provider: &Provider) -> String {
    let mut rows = Vec::new();
    let mut row = |label: &str, text: String| rows.push(vec![format!("  {label}"), text]);
    for operation in provider.operations {
        row(
            operation.id,
            format!("{} {}", operation.method, operation.path),
        );
    }
    for (index, server) in provider.servers.iter().enumerate() {
        row(
            if index == 0 { "base URL" } else { "" },
            format!("{}  {}", server.url, server.description),
        );
    }
    if provider.servers.is_empty() {
        row(
            "base URL",
            format!(
                "given by the caller: --base-url or {}",
                variable(provider.name, "base_url")
            ),
        );
    }
    let mut label = "credentials";
    for scheme in provider.security {
        let names: Vec<_> = scheme
            .words()
            .into_iter()
            .map(|word| variable(provider.name, word))
            .collect();
        row(label, names.join(" and "));
        label = "or";
    }
    format!(
        "{} ({})\n{}",
        provider.name,
        provider.title,
        output::columns(&rows)
    )
}
