// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! ActivePlatform: a file of bodies, without a client.
//!
//! `cargo run --example activeplatform_types_only --no-default-features [FILE]`

use std::fs::File;
use std::io::{BufRead as _, BufReader};

use bindery_activeplatform::types::Account;
use bindery_activeplatform::{decode, inspect};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let documented = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/bodies.ndjson");
    let file = std::env::args().nth(1).unwrap_or_else(|| documented.to_owned());
    for (index, line) in BufReader::new(File::open(&file)?).lines().enumerate() {
        match decode::<Account>(Some("application/json"), line?.as_bytes()) {
            Ok(answer) => {
                println!("{answer:?}");
                // What the provider sent and nobody documented is kept; here is where.
                for path in inspect(&answer).unknown_fields {
                    eprintln!("{file}:{}: unknown field {path}", index + 1);
                }
            }
            Err(error) => eprintln!("{file}:{}: {error}", index + 1),
        }
    }
    Ok(())
}
