// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Sequence: one call.
//!
//! `cargo run --example sequence_fetch_one --features mock [id]`

use bindery_sequence::Client;
use bindery_sequence::mock::Mock;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // With credentials in the environment, Sequence itself; without, a mock on this machine.
    let mock = Mock::start().await?;
    let sequence = match Client::from_env() {
        Ok(client) => client,
        Err(reason) => {
            eprintln!("{reason}; calling a mock instead");
            mock.client()?
        }
    };

    let id = std::env::args().nth(1).unwrap_or_else(|| "your id".to_owned());
    let answer = sequence.get_account(&id).await?;
    println!("{answer:#?}");
    Ok(())
}
