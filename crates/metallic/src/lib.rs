// Generated from specs/metallic/openapi.yaml by `cargo xtask regen`; edit the spec, not this file.
#![cfg_attr(rustfmt, rustfmt_skip)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(feature = "client", doc = include_str!("lib.md"))]
#![cfg_attr(
    not(feature = "client"),
    doc = "The types of Metallic's request and response bodies."
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
#[allow(unused_imports, reason = "an operation may be called as something else here")]
pub use client::headers::*;
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

/// The servers, credentials and operations of Metallic.
#[doc(hidden)]
pub static PROVIDER: ::progenitor_client::Provider = ::progenitor_client::Provider::new(
        "metallic",
        "Metallic",
    )
    .servers(
        &[::progenitor_client::Server::new("https://api.metallic.io", "Production")],
    )
    .security(
        &[
            ::progenitor_client::Scheme::login(
                ::progenitor_client::TokenRequest::new("/api/v1/authenticate")
                    .json()
                    .token("/data/authToken"),
            ),
            ::progenitor_client::Scheme::bearer(),
        ],
    )
    .error(
        ::progenitor_client::ErrorFields::new()
            .code("/error/code")
            .message("/error/message"),
    )
    .wait_headers(&["X-RateLimit-Period"])
    .operations(
        &[
            ::progenitor_client::Operation::new(
                    "get_account",
                    "GET",
                    "/api/v1/partner/accounts/{accountId}",
                )
                .parameters(&["accountId"])
                .media_types(&["application/json"]),
            ::progenitor_client::Operation::new(
                    "list_accounts",
                    "GET",
                    "/api/v1/partner/accounts",
                )
                .optional(&["filter", "sort", "pageNumber", "pageSize"])
                .media_types(&["application/json"]),
        ],
    );
