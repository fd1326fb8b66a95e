//! The command as scripts and people see it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod decode;
mod get;
mod harness;
mod lists;
mod many;
mod mock;
#[cfg(unix)]
mod profile;
#[cfg(unix)]
mod terminal;
mod usage;
