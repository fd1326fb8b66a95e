//! The client against servers on loopback that the tests script.
#![cfg(test)]

mod api;
mod calls;
