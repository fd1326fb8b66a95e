// Generated from specs/sequence/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(feature = "client", doc = include_str!("lib.md"))]
#![cfg_attr(not(feature = "client"), doc = "The types of Sequence's bodies.")]

#[cfg(feature = "client")]
#[rustfmt::skip]
mod client;
#[cfg(feature = "erased")]
#[rustfmt::skip]
pub mod erased;
#[cfg(feature = "mock")]
#[rustfmt::skip]
pub mod mock;
#[rustfmt::skip]
pub mod types;

#[cfg(feature = "client")]
pub use client::{Client, ClientBuilder, Credentials, Error};
/// All that every provider's crate has in common.
pub use progenitor_client as runtime;
#[cfg(feature = "client")]
pub use progenitor_client::{CallOptions, ConfigError, MediaType, ResponseValue};
pub use progenitor_client::{Decimal, DecodeError, Extra, Secret, Timestamp, decode, inspect};

#[rustfmt::skip]
use progenitor_client::{ErrorFields, Operation, Provider, Scheme, Server};

/// What the spec says of Sequence: its servers, its ways to authenticate, its operations.
#[rustfmt::skip]
pub static PROVIDER: Provider = Provider {
    name: "sequence",
    title: "Sequence",
    servers: &[
        Server { url: "https://eu.sequencehq.com/api", description: "Production" },
        Server { url: "https://sandbox.sequencehq.com/api", description: "Sandbox, with credentials of its own" },
    ],
    headers: &[
        ("Sequence-Version", "2024-01-01"),
    ],
    security: &[
        Scheme::Basic { username: "client_id", password: "client_secret" },
    ],
    error: ErrorFields { code: Some("/error/type"), message: Some("/error/message") },
    wait_headers: &[],
    operations: &[
        Operation { id: "get_account", method: "GET", path: "/sequence-accounts/{id}", parameters: &["id"], media_types: &["application/json"], error_when: &[] },
    ],
};
