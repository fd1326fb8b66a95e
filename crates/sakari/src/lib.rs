// Generated from specs/sakari/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(feature = "client", doc = include_str!("lib.md"))]
#![cfg_attr(
    not(feature = "client"),
    doc = "The types of Sakari's request and response bodies."
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
#[allow(unused_imports, reason = "an operation may be called as something else here")]
pub use client::options::*;
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

/// The servers, credentials and operations of Sakari.
#[doc(hidden)]
pub static PROVIDER: ::progenitor_client::Provider = ::progenitor_client::Provider::new(
        "sakari",
        "Sakari",
    )
    .servers(&[::progenitor_client::Server::new("https://api.sakari.io", "Production")])
    .security(
        &[
            ::progenitor_client::Scheme::client_credentials(
                ::progenitor_client::TokenRequest::new("/oauth2/token").json(),
            ),
            ::progenitor_client::Scheme::bearer(),
        ],
    )
    .error(
        ::progenitor_client::ErrorFields::new()
            .code("/error/code")
            .message("/error/message"),
    )
    .operations(
        &[
            ::progenitor_client::Operation::new(
                    "get_account",
                    "GET",
                    "/v1/accounts/{accountId}",
                )
                .parameters(&["accountId"])
                .media_types(&["application/json"]),
            ::progenitor_client::Operation::new(
                    "get_plan",
                    "GET",
                    "/v1/accounts/{accountId}/plan",
                )
                .parameters(&["accountId"])
                .media_types(&["application/json"]),
            ::progenitor_client::Operation::new("list_accounts", "GET", "/v1/accounts")
                .optional(&["offset", "limit"])
                .media_types(&["application/json"]),
            ::progenitor_client::Operation::new(
                    "update_plan",
                    "PUT",
                    "/v1/accounts/{accountId}/plan",
                )
                .parameters(&["accountId"])
                .request_media_types(&["application/json"])
                .media_types(&["application/json"]),
        ],
    );
