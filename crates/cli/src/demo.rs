//! `bindery demo`: each provider's generated client against the mock, over HTTP, as a table.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use bindery_mock::Mock;
use bindery_registry::PROVIDERS;
use bindery_runtime::Value;
use bindery_runtime::erased::{Arguments, Endpoint, Entry, Settings};

use crate::find::find;
use crate::output::{self, Code, Failure};
use crate::{connection, format};

pub(crate) fn run() -> Result<(), Failure> {
    output::block_on(async {
        let mock = Mock::start(PROVIDERS, 0, |_| {})
            .await
            .map_err(|e| Failure::usage(format!("cannot listen on 127.0.0.1: {e}")))?;
        let header = ["provider", "id", "name", "status", "balance", "took"];
        let mut rows = vec![header.map(str::to_owned).to_vec()];
        let mut failures = Vec::new();
        for entry in PROVIDERS {
            let is_plain = |endpoint: &&Endpoint| {
                endpoint.operation.method == "GET" && !endpoint.operation.parameters.is_empty()
            };
            let Some(endpoint) = entry.endpoints.iter().find(is_plain) else {
                continue;
            };
            let mut row = vec![entry.provider.name.to_owned()];
            match call(entry, endpoint, &mock).await {
                Ok((json, took)) => {
                    row.extend(["id", "name", "status", "balance"].map(|word| text(&json, word)));
                    row.push(format!("{:.1} ms", took.as_secs_f64() * 1000.0));
                }
                Err(failure) => {
                    row.push("failed".into());
                    failures.push(failure);
                }
            }
            rows.push(row);
        }
        mock.stop().await;
        output::print(&format::table(&rows))?;
        if io::stdout().is_terminal() {
            output::print(FOOTNOTE)?;
        }
        let last = failures.pop();
        for failure in &failures {
            failure.report();
        }
        last.map_or(Ok(()), Err)
    })
}

const FOOTNOTE: &str = "
Each row is an HTTP call by a generated client. A server on this machine responded with the provider's documented sample.";

/// Calls an operation with the id that its sample has, which is one that it takes; else with ids of other kinds.
async fn call(
    entry: &Entry,
    endpoint: &Endpoint,
    mock: &Mock,
) -> Result<(Value, Duration), Failure> {
    let settings =
        Settings { base_url: Some(mock.base_url(entry.provider.name)), ..Settings::default() };
    let client = (entry.connect)(&|_| Some("made-up".to_owned()), settings)
        .map_err(|e| Failure::usage(e.to_string()))?;
    let ids = [id(endpoint), "1".into(), "00000000-0000-0000-0000-000000000000".into()];
    let mut refused = Failure::usage("no id fits its parameters");
    for id in ids {
        let add = |arguments: Arguments, name: &&str| arguments.parameter(*name, &*id);
        let arguments = endpoint.operation.parameters.iter().fold(Arguments::new(), add);
        let start = Instant::now();
        match connection::call(endpoint, &client, &arguments).await {
            Ok(response) => return Ok((response.inspect().json, start.elapsed())),
            Err(failure) if failure.code() == Code::Usage => refused = failure,
            Err(failure) => return Err(failure),
        }
    }
    Err(refused)
}

/// The id in the sample of an operation's response.
fn id(endpoint: &Endpoint) -> String {
    let (samples, id) = (endpoint.samples, endpoint.operation.id);
    let is_default = |name: &str| name.strip_suffix(".xml").unwrap_or(name) == id;
    let sample = samples.iter().find(|sample| is_default(sample.name));
    let decoded = sample.and_then(|sample| {
        endpoint.decoder(sample.status)?(Some(sample.media_type), sample.body).ok()
    });
    decoded.map_or_else(String::new, |decoded| text(&decoded.inspect().json, "id"))
}

/// A value as a cell; a dash where the provider has none.
fn text(body: &Value, word: &str) -> String {
    match find(body, word) {
        None => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}
