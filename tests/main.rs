//! Tests over every provider of the registry, so that a new spec is tested with no list edited by hand.

#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod damage;
mod language;
mod operations;
mod packages;
mod registry;
mod samples;
mod schemas;
mod snapshots;
mod traps;
mod values;
mod wire;
mod xml;
