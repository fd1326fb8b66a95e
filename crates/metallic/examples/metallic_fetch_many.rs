// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Metallic: many calls, some of them at a time.
//!
//! `cargo run --example metallic_fetch_many --features mock [accountId…]`

use bindery_metallic::Client;
use bindery_metallic::mock::Mock;
use futures_util::stream::{self, StreamExt as _};

/// How many calls are under way at a time.
const AT_A_TIME: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // With credentials in the environment, Metallic itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let metallic = match Client::from_env() {
        Ok(client) => client,
        Err(reason) => {
            eprintln!("{reason}; calling a mock instead");
            mock.client()?
        }
    };

    let mut ids: Vec<String> = std::env::args().skip(1).collect();
    if ids.is_empty() {
        ids = vec!["7194af6f-1285-4295-94aa-ceed7ea2d792".to_owned(); 20];
    }
    let ids = ids.iter().map(|id| id.parse()).collect::<Result<Vec<_>, _>>()?;

    // One client for all: they share its connections, and its token if it has one.
    let metallic = &metallic;
    let mut answers = stream::iter(ids)
        .map(|id| async move { metallic.get_account(&id).await })
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
