// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Makes many calls with bounded concurrency.
//!
//! `cargo run --example sakari_fetch_many --features mock [ID…]`

use bindery_sakari::Client;
use bindery_sakari::mock::Mock;
use futures_util::stream::{self, StreamExt as _};

/// The largest number of concurrent calls.
const CONCURRENCY: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Calls the provider if there are credentials in the environment, and a local mock server otherwise.
    let mock = Mock::start().await?;
    let client = match Client::from_env() {
        Ok(client) => client,
        Err(error) => {
            eprintln!("{error}; calling a mock server instead");
            mock.client()?
        }
    };

    let mut ids: Vec<String> = std::env::args().skip(1).collect();
    if ids.is_empty() {
        ids = vec!["your accountId".to_owned(); 20];
    }

    // One client for all calls: they share its connections and token.
    let client = &client;
    let mut responses = stream::iter(ids)
        .map(|id| async move { client.get_account(&id).await })
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
