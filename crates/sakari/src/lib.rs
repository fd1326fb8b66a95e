// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(feature = "client", doc = include_str!("lib.md"))]
#![cfg_attr(not(feature = "client"), doc = "The types of Sakari's bodies.")]

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
use progenitor_client::{ErrorFields, Operation, Provider, Scheme, Server, TokenRequest};

/// What the spec says of Sakari: its servers, its ways to authenticate, its operations.
#[rustfmt::skip]
pub static PROVIDER: Provider = Provider::new("sakari", "Sakari")
    .servers(&[
        Server::new("https://api.sakari.io", "Production"),
    ])
    .headers(&[])
    .security(&[
        Scheme::client_credentials(TokenRequest::new("/oauth2/token").json()),
        Scheme::bearer(),
    ])
    .error(ErrorFields::new().code("/error/code").message("/error/message"))
    .wait_headers(&[])
    .operations(&[
        Operation::new("get_account", "GET", "/v1/accounts/{accountId}").parameters(&["accountId"]).media_types(&["application/json"]),
    ]);
