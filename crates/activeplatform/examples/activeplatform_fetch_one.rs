// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! ActivePlatform: one call.
//!
//! `cargo run --example activeplatform_fetch_one --features mock [account_id]`

use bindery_activeplatform::Client;
use bindery_activeplatform::mock::Mock;

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

    let id = std::env::args().nth(1).unwrap_or_else(|| "431".to_owned()).parse()?;
    let answer = activeplatform.get_account(id).await?;
    println!("{answer:#?}");
    Ok(())
}
