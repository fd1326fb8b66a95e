//! The client against servers on loopback that the tests script.
#![cfg(test)]

mod api;
mod calls;
mod faults;
#[expect(dead_code, reason = "the next tests read what came")]
mod server;
