//! `bindery demo`: each provider's generated client against the mock, over HTTP, as a table.

use std::time::{Duration, Instant};

use bindery_mock::Mock;
use bindery_registry::PROVIDERS;
use bindery_runtime::CallOptions;
use bindery_runtime::erased::{Endpoint, Entry, Settings};
use serde_json::Value;

use crate::find::find;
use crate::get;
use crate::output::{self, Failure};

pub(crate) fn run() -> Result<(), Failure> {
    output::block_on(async {
        let mock = Mock::start(PROVIDERS, 0, |_| {})
            .await
            .map_err(|e| Failure::usage(format!("cannot listen on 127.0.0.1: {e}")))?;
        let mut rows = vec![
            ["provider", "id", "name", "status", "balance", "took"]
                .map(str::to_owned)
                .to_vec(),
        ];
        let mut outcome = Ok(());
        for entry in PROVIDERS {
            let Some(endpoint) = entry.endpoints.first() else {
                continue;
            };
            let name = entry.provider.name.to_owned();
            match call(entry, endpoint, &mock).await {
                Ok((json, took)) => {
                    let cells = ["id", "name", "status", "balance"].map(|word| text(&json, word));
                    rows.push(
                        [&[name][..], &cells, &[format!("{} ms", took.as_millis())]].concat(),
                    );
                }
                Err(failure) => {
                    rows.push(vec![name, "failed".into()]);
                    failure.report();
                    outcome = outcome.and(Err(failure));
                }
            }
        }
        mock.stop().await;
        output::print(&output::columns(&rows))?;
        output::print(FOOTNOTE)?;
        outcome
    })
}

const FOOTNOTE: &str = "\
Each row: a real HTTP call by a generated client to a server on this machine that answers with the provider's documented sample.";

/// Calls an operation with the id that its sample has: that is sure to be one that the client takes.
async fn call(
    entry: &Entry,
    endpoint: &Endpoint,
    mock: &Mock,
) -> Result<(Value, Duration), Failure> {
    let sample = endpoint
        .samples
        .iter()
        .find(|sample| sample.name == endpoint.operation.id);
    let sample: Value = sample
        .and_then(|sample| serde_json::from_slice(sample.body).ok())
        .unwrap_or_default();
    let parameters: Vec<_> = endpoint
        .operation
        .parameters
        .iter()
        .map(|_| text(&sample, "id"))
        .collect();
    let settings = Settings {
        base_url: Some(mock.base_url(entry.provider.name)),
        options: CallOptions::new(),
    };
    let client = get::connect(entry, &|_| Some("made-up".to_owned()), settings)?;
    let start = Instant::now();
    let answer = get::call(endpoint, &client, &parameters).await?;
    Ok((answer.inspect().json, start.elapsed()))
}

/// A value as a cell; a dash where the provider has none.
fn text(body: &Value, word: &str) -> String {
    match find(body, word) {
        None => "–".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}
