// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Metallic: one call.
//!
//! `cargo run --example metallic_fetch_one --features mock [accountId]`

use bindery_metallic::Client;
use bindery_metallic::mock::Mock;

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

    let id = std::env::args().nth(1).unwrap_or_else(|| "7194af6f-1285-4295-94aa-ceed7ea2d792".to_owned()).parse()?;
    let answer = metallic.get_account(&id).await?;
    println!("{answer:#?}");
    Ok(())
}
