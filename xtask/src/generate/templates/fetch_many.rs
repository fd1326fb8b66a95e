#![cfg_attr(rustfmt, rustfmt_skip)]
//! Makes many calls with bounded concurrency.
//!
//! `cargo run --example {{ target }} --features mock [ID…]`

use {{ module }}::Client;
use {{ module }}::mock::Mock;
use futures_util::stream::{self, StreamExt as _};

/// The largest number of concurrent calls.
const CONCURRENCY: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
{% include "connect" %}

    let mut ids: Vec<String> = std::env::args().skip(1).collect();
    if ids.is_empty() {
        ids = vec![{{ id.default }}.to_owned(); 20];
    }
{% if id.parsed %}
    let ids = ids.iter().map(|id| id.parse()).collect::<Result<Vec<_>, _>>()?;
{% endif %}

    // One client for all calls: they share its connections and token.
    let client = &client;
    let mut responses = stream::iter(ids)
        .map(|id| async move { {{ call }}.await })
        .buffer_unordered(CONCURRENCY);
    let mut failed = 0;
    while let Some(response) = responses.next().await {
        match response {
            Ok(response) => println!("{response:?}"),
            Err(error) => {
                failed += 1;
                eprintln!("{error}");
            }
        }
    }
    eprintln!("{failed} failed");
    Ok(())
}
