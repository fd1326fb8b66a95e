// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
//! Metallic: a file of bodies, without a client.
//!
//! `cargo run --example metallic_types_only --no-default-features [FILE]`

use std::fs::File;
use std::io::{BufRead as _, BufReader};

use bindery_metallic::types::AccountResponse;
use bindery_metallic::{decode, inspect};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let documented = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/bodies.ndjson");
    let file = std::env::args().nth(1).unwrap_or_else(|| documented.to_owned());
    for (index, line) in BufReader::new(File::open(&file)?).lines().enumerate() {
        match decode::<AccountResponse>(Some("application/json"), line?.as_bytes()) {
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
