//! `bindery providers`: the operations that can be called, and what a call needs.

use bindery_registry::PROVIDERS;
use bindery_runtime::{Operation, Provider, Value, variable};
use serde_json::json;

use crate::format::{self, Format};
use crate::output::{self, Failure};

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  bindery providers
  bindery providers --format json")]
pub(crate) struct Arguments {
    /// Format of the output: `ndjson` and `csv` have one line for each operation [default: text]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let providers = || PROVIDERS.iter().map(|entry| entry.provider);
    match arguments.format {
        None => output::print(&providers().map(block).collect::<Vec<_>>().join("\n\n")).map(drop),
        Some(Format::Json) => {
            let list: Vec<_> = providers().map(provider).collect();
            format::print(&Value::from(json!(list)), Format::Json)
        }
        Some(format) => {
            let list: Vec<_> = providers()
                .flat_map(|p| p.operations.iter().map(|o| operation(Some(p.name), o)))
                .collect();
            format::print(&Value::from(json!(list)), format)
        }
    }
}

fn provider(provider: &Provider) -> serde_json::Value {
    let servers = provider.servers.iter();
    let servers: Vec<_> = servers
        .map(|server| json!({"url": server.url, "description": server.description}))
        .collect();
    let operations = provider.operations.iter();
    json!({
        "name": provider.name,
        "title": provider.title,
        "servers": servers,
        "base_url": variable(provider.name, "base_url"),
        "credentials": credentials(provider),
        "operations": operations.map(|o| operation(None, o)).collect::<Vec<_>>(),
    })
}

fn operation(provider: Option<&str>, operation: &Operation) -> serde_json::Value {
    let mut value = json!({
        "operation": operation.id,
        "method": operation.method,
        "path": operation.path,
        "required": operation.parameters,
        "optional": operation.optional,
        "request_body": operation.request_media_types,
        "response_body": operation.media_types,
    });
    if let (Some(provider), Some(fields)) = (provider, value.as_object_mut()) {
        fields.shift_insert(0, "provider".to_owned(), provider.into());
    }
    value
}

/// For each way to authenticate, the variables that it needs.
fn credentials(provider: &Provider) -> Vec<Vec<String>> {
    let variables = |words: Vec<&str>| {
        let variables = words.into_iter().map(|word| variable(provider.name, word));
        variables.collect()
    };
    let schemes = provider.schemes().into_iter();
    schemes.map(|scheme| variables(scheme.words())).collect()
}

/// The text about a provider.
fn block(provider: &Provider) -> String {
    let mut rows = Vec::new();
    let mut row = |label: &str, text: String| rows.push(vec![format!("  {label}"), text]);
    for operation in provider.operations {
        row(operation.id, format!("{} {}", operation.method, operation.path));
        for (label, names) in
            [("required: ", operation.parameters), ("optional: ", operation.optional)]
        {
            if !names.is_empty() {
                row("", format!("{label}{}", names.join(", ")));
            }
        }
    }
    for (index, server) in provider.servers.iter().enumerate() {
        let label = if index == 0 { "base URL" } else { "" };
        match server.description {
            "" => row(label, server.url.to_owned()),
            description => row(label, format!("{} ({description})", server.url)),
        }
    }
    if provider.servers.is_empty() {
        let variable = variable(provider.name, "base_url");
        row("base URL", format!("yours, by --base-url or {variable}"));
    }
    let mut label = "credentials";
    for variables in credentials(provider) {
        row(label, variables.join(" and "));
        label = "or";
    }
    format!("{} ({})\n{}", provider.name, provider.title, format::columns(&rows))
}
