// Generated from specs/activeplatform/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(feature = "client", doc = include_str!("lib.md"))]
#![cfg_attr(
    not(feature = "client"),
    doc = "The types of ActivePlatform's request and response bodies."
)]

/// The name by which progenitor's methods use the runtime as an HTTP library.
#[cfg(feature = "client")]
extern crate progenitor_client as reqwest;

#[cfg(feature = "client")]
#[rustfmt::skip]
mod client;

#[cfg(feature = "erased")]
#[doc(hidden)]
#[rustfmt::skip]
pub mod erased;

#[cfg(feature = "client")]
#[rustfmt::skip]
mod methods;

#[cfg(feature = "mock")]
#[rustfmt::skip]
pub mod mock;

#[rustfmt::skip]
pub mod types;

#[cfg(feature = "client")]
pub use client::{Client, ClientBuilder, Credentials, Error};
#[doc(inline)]
pub use progenitor_client as runtime;
#[cfg(feature = "client")]
#[doc(inline)]
pub use progenitor_client::{
    CallOptions, ConfigError, ErrorKind, MediaType, Method, ResponseValue, Token,
    redirects,
};
#[doc(inline)]
pub use progenitor_client::{
    Base64, Date, Decimal, DecimalString, DecodeError, Extra, Object, Secret, Timestamp,
    UnixTime, UnixTimeMs, Value, decode, inspect,
};

/// The servers, credentials and operations of ActivePlatform.
#[doc(hidden)]
pub static PROVIDER: ::progenitor_client::Provider = ::progenitor_client::Provider::new(
        "activeplatform",
        "ActivePlatform",
    )
    .security(&[::progenitor_client::Scheme::api_key_query("api_token")])
    .operations(
        &[
            ::progenitor_client::Operation::new(
                    "get_account",
                    "GET",
                    "/api/vendor/v1/accounts/{account_id}.json",
                )
                .parameters(&["account_id"])
                .media_types(&["application/json"]),
        ],
    );
