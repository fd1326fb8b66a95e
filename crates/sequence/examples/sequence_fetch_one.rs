// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Makes one call.
//!
//! `cargo run --example sequence_fetch_one --features mock [ID]`

use bindery_sequence::Client;
use bindery_sequence::mock::Mock;

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
    let id = std::env::args().nth(1).unwrap_or_else(|| "your id".to_owned());
    let response = client.get_account(&id).await?;
    println!("{response:#?}");
    Ok(())
}
