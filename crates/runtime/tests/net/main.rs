//! The client against servers on loopback that the tests script.
#![cfg(test)]

mod api;
mod calls;
mod ends;
#[cfg(feature = "erased")]
mod erased;
mod faults;
mod load;
mod server;
mod tls;
mod tokens;
mod ways;
