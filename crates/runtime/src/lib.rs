//! What every Bindery crate runs on: decoding, auth, retries, limits and errors, driven by each provider's spec.

mod provider;

pub use provider::{
    Condition, ErrorFields, Operation, Provider, Scheme, Server, TokenBody, TokenRequest, variable,
};
