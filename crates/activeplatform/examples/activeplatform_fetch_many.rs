// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! ActivePlatform: many calls, some of them at a time.
//!
//! `cargo run --example activeplatform_fetch_many --features mock [account_id…]`

use bindery_activeplatform::Client;
use bindery_activeplatform::mock::Mock;
use futures_util::stream::{self, StreamExt as _};

/// How many calls are under way at a time.
const AT_A_TIME: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // With credentials in the environment, ActivePlatform itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let activeplatform = match Client::from_env() {
        Ok(client) => client,
        Err(reason) => {
            eprintln!("{reason}; calling a mock instead");
            mock.client()?
        }
    };

    let mut ids: Vec<String> = std::env::args().skip(1).collect();
    if ids.is_empty() {
        ids = (1..=20).map(|n| n.to_string()).collect();
    }
    let ids = ids.iter().map(|id| id.parse()).collect::<Result<Vec<_>, _>>()?;

    // One client for all: they share its connections, and its token if it has one.
    let activeplatform = &activeplatform;
    let mut answers = stream::iter(ids)
        .map(|id| async move { activeplatform.get_account(id).await })
        .buffer_unordered(AT_A_TIME);
    let mut failed = 0;
    while let Some(answer) = answers.next().await {
        match answer {
            Ok(answer) => println!("{answer:?}"),
            Err(error) => {
                failed += 1;
                eprintln!("{error}");
            }
        }
    }
    eprintln!("{failed} failed");
    Ok(())
}
