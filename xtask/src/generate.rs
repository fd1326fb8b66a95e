//! A spec as a crate: what is generated of each provider, and the registry of all of them.

pub mod client;
mod lower;
pub mod methods;
pub mod progenitor;
pub mod rust;
pub mod types;
