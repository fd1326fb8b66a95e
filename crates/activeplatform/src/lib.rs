// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(feature = "client", doc = include_str!("lib.md"))]
#![cfg_attr(not(feature = "client"), doc = "The types of ActivePlatform's bodies.")]

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
pub use progenitor_client::{
    CallOptions, ConfigError, ErrorKind, MediaType, ResponseValue, Token, redirects,
};
pub use progenitor_client::{Decimal, DecodeError, Extra, Secret, Timestamp, decode, inspect};

#[rustfmt::skip]
use progenitor_client::{ErrorFields, Operation, Provider, Scheme};

/// What the spec says of ActivePlatform: its servers, its ways to authenticate, its operations.
#[rustfmt::skip]
pub static PROVIDER: Provider = Provider::new("activeplatform", "ActivePlatform")
    .servers(&[])
    .headers(&[])
    .security(&[
        Scheme::api_key_query("api_token"),
    ])
    .error(ErrorFields::new())
    .wait_headers(&[])
    .operations(&[
        Operation::new("get_account", "GET", "/api/vendor/v1/accounts/{account_id}.json").parameters(&["account_id"]).media_types(&["application/json"]),
    ]);
