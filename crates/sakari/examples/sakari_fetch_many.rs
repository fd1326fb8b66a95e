// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Sakari: many calls, some of them at a time.
//!
//! `cargo run --example sakari_fetch_many --features mock [accountId…]`

use bindery_sakari::Client;
use bindery_sakari::mock::Mock;
use futures_util::stream::{self, StreamExt as _};

/// How many calls are under way at a time.
const AT_A_TIME: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // With credentials in the environment, Sakari itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let sakari = match Client::from_env() {
        Ok(client) => client,
        Err(reason) => {
            eprintln!("{reason}; calling a mock instead");
            mock.client()?
        }
    };

    let mut ids: Vec<String> = std::env::args().skip(1).collect();
    if ids.is_empty() {
        ids = (1..=20).map(|n| format!("your accountId {n}")).collect();
    }

    // One client for all: they share its connections, and its token if it has one.
    let sakari = &sakari;
    let mut answers = stream::iter(ids)
        .map(|id| async move { sakari.get_account(&id).await })
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
