// Generated from specs/twosms/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! 2sms: many calls, some of them at a time.
//!
//! `cargo run --example twosms_fetch_many --features mock [id…]`

use bindery_twosms::Client;
use bindery_twosms::mock::Mock;
use futures_util::stream::{self, StreamExt as _};

/// How many calls are under way at a time.
const AT_A_TIME: usize = 8;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // With credentials in the environment, 2sms itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let twosms = match Client::from_env() {
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
    let twosms = &twosms;
    let mut answers = stream::iter(ids)
        .map(|id| async move { twosms.get_account(&id).await })
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
